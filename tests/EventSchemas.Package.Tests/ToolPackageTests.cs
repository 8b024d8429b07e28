using System.IO.Compression;

namespace EventSchemas.Package.Tests;

/// <summary>The package of the command-line tool: what is in it, and that it installs and runs.</summary>
public sealed class ToolPackageTests(PackageFeed feed) : IDisposable
{
    /// <summary>The package's name.</summary>
    public const string Package = "EventSchemas.Tool";

    private const string Notices = "THIRD-PARTY-NOTICES.txt";
    private const string Ours = "EventSchemas";

    private static readonly Dictionary<string, string?> Nothing = [];

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
        File.Copy(Path.Combine(RepositoryRoot.Path, "global.json"), Path.Combine(_folder.FullName, "global.json"));
        File.WriteAllText(
            Path.Combine(_folder.FullName, "order.avsc"),
            """{"type": "record", "name": "Order", "namespace": "acme", "fields": [{"name": "number", "type": "string"}]}""");

        (int imported, string import) = feed.Tool.Run(_folder.FullName, Nothing, "import", "order.avsc");

        Assert.True(imported == 0, import);
        Assert.Contains(
            "public sealed partial record Order(string Number);",
            File.ReadAllText(Path.Combine(_folder.FullName, "Order.cs")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_sets_up_is_what_a_build_in_CI_accepts()
    {
        using var project = new ConsumingProject(feed);
        project.Edit("Shop.csproj", "<PackageReference Include=\"EventSchemas\" Version=\"" + feed.Version + "\" />", "");

        (int code, string output) = feed.Tool.Run(project.Folder, Nothing, "init", "com.acme.order.placed.v1", "--topic", "orders");

        Assert.True(code == 0, output);
        project.Build("-p:CI=true");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
