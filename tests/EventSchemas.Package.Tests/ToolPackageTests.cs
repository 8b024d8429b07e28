using System.IO.Compression;

namespace EventSchemas.Package.Tests;

/// <summary>The package of the command-line tool: what is in it, and that it installs and runs.</summary>
public sealed class ToolPackageTests(PackageFeed feed) : IDisposable
{
    /// <summary>The package's name.</summary>
    public const string Package = "EventSchemas.Tool";

    private const string Notices = "THIRD-PARTY-NOTICES.txt";
    private const string Command = "eventschemas";
    private const string Ours = "EventSchemas";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas tool ");

    [Fact]
    public void It_names_every_library_that_it_contains()
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.FileOf(Package));
        using var reader = new StreamReader(archive.GetEntry(Notices)!.Open());
        string[] named = [.. reader.ReadToEnd().Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(' ')[0])];
        string[] libraries = [.. archive.Entries
            .Where(entry => entry.FullName.StartsWith("tools/", StringComparison.Ordinal)
                && !entry.FullName.Contains("/runtimes/", StringComparison.Ordinal)
                && entry.Name.EndsWith(".dll", StringComparison.Ordinal))
            .Select(entry => Path.GetFileNameWithoutExtension(entry.Name))
            .Where(name => name != Ours && !name.StartsWith(Ours + ".", StringComparison.Ordinal))];

        Assert.NotEmpty(libraries);
        Assert.All(libraries, library => Assert.Contains(
            named, name => library == name || library.StartsWith(name + ".", StringComparison.Ordinal)));
        Assert.Contains("librdkafka", named);
        Assert.Contains(archive.Entries, entry => entry.FullName == "README.md");
        Assert.Contains(archive.Entries, entry => entry.FullName == "icon.png");
    }

    [Fact]
    public void It_is_installed_from_a_folder_and_imports_a_schema()
    {
        string tools = Path.Combine(_folder.FullName, "tools");
        File.Copy(Path.Combine(RepositoryRoot.Path, "global.json"), Path.Combine(_folder.FullName, "global.json"));
        File.WriteAllText(Path.Combine(_folder.FullName, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{feed.Packages}" />
              </packageSources>
            </configuration>
            """);
        File.WriteAllText(
            Path.Combine(_folder.FullName, "order.avsc"),
            """{"type": "record", "name": "Order", "namespace": "acme", "fields": [{"name": "number", "type": "string"}]}""");

        (int installed, string output) = DotNet.Run(
            _folder.FullName, feed.Restored, "tool", "install", Package, "--version", feed.Version, "--tool-path", tools);
        Assert.True(installed == 0, output);
        string program = Directory.EnumerateFiles(tools, Package + ".dll", SearchOption.AllDirectories).Single();
        (int imported, string import) = DotNet.Run(_folder.FullName, feed.Restored, program, "import", "order.avsc");

        Assert.True(imported == 0, import);
        Assert.Contains(
            "public sealed partial record Order(string Number);",
            File.ReadAllText(Path.Combine(_folder.FullName, "Order.cs")),
            StringComparison.Ordinal);
        Assert.Contains(
            Directory.EnumerateFiles(tools), file => Path.GetFileNameWithoutExtension(file).Equals(Command, StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
