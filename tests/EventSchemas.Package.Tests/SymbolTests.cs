using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace EventSchemas.Package.Tests;

/// <summary>A debugger finds the sources of what is in the packages.</summary>
public sealed class SymbolTests(PackageFeed feed)
{
    // The kind of information that the specification of portable PDBs gives to source links.
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    // The commit that was built; null outside a repository, where there is nothing to link to.
    private static string? Commit { get; } = typeof(OpenEdxEventAttribute).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+').ElementAtOrDefault(1);

    private static string Links =>
        $"{Repository.Url.Replace("github.com", "raw.githubusercontent.com", StringComparison.Ordinal)}/{Commit}/*";

    [Fact]
    public void The_symbols_of_a_package_link_to_the_sources_of_its_commit()
    {
        Assert.SkipWhen(Commit is null, "The sources aren't in a repository.");

        Assert.All(feed.Names.Where(package => package != PackageFeed.TemplatePackage), package =>
        {
            using ZipArchive archive = ZipFile.OpenRead(feed.FileOf(package, "snupkg"));
            using MetadataReaderProvider symbols = MetadataReaderProvider.FromPortablePdbStream(
                Copied(archive.Entries.Single(entry => entry.Name == $"{package}.pdb")));
            Assert.Contains(Links, LinksOf(symbols), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_the_compiler_and_the_build_load_has_its_symbols_with_it()
    {
        Assert.SkipWhen(Commit is null, "The sources aren't in a repository.");
        using ZipArchive archive = ZipFile.OpenRead(feed.FileOf("EventSchemas"));
        ZipArchiveEntry[] loaded =
        [
            // EventSchemas.Avro is a package too, whose symbols are for this file as well.
            .. archive.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)
                && !entry.FullName.StartsWith("lib/", StringComparison.Ordinal)
                && entry.Name != "EventSchemas.Avro.dll"),
        ];

        Assert.NotEmpty(loaded);
        Assert.All(loaded, entry =>
        {
            using var file = new PEReader(Copied(entry));
            DebugDirectoryEntry embedded =
                file.ReadDebugDirectory().Single(one => one.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using MetadataReaderProvider symbols = file.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
            Assert.Contains(Links, LinksOf(symbols), StringComparison.Ordinal);
        });
    }

    private static string? LinksOf(MetadataReaderProvider symbols)
    {
        MetadataReader reader = symbols.GetMetadataReader();
        return reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == SourceLink)
            .Select(information => Encoding.UTF8.GetString(reader.GetBlobBytes(information.Value)))
            .SingleOrDefault();
    }

    private static MemoryStream Copied(ZipArchiveEntry entry)
    {
        var bytes = new MemoryStream();
        using (Stream packed = entry.Open())
        {
            packed.CopyTo(bytes);
        }

        bytes.Position = 0;
        return bytes;
    }
}
