using System.IO.Compression;

namespace EventSchemas.Package.Tests;

/// <summary>What is in the packages.</summary>
public sealed class PackageContentTests(PackageFeed feed)
{
    [Fact]
    public void The_compilers_assemblies_come_alone_and_the_library_with_its_documentation()
    {
        Assert.Equal(
            [
                "analyzers/dotnet/cs/EventSchemas.Analyzers.dll",
                "analyzers/dotnet/cs/EventSchemas.Avro.dll",
                "analyzers/dotnet/cs/EventSchemas.CodeFixes.dll",
                "analyzers/dotnet/cs/EventSchemas.Contracts.dll",
                "analyzers/dotnet/cs/EventSchemas.Declarations.dll",
                "analyzers/dotnet/cs/EventSchemas.Generators.dll",
                "buildTransitive/EventSchemas.props",
                "buildTransitive/EventSchemas.targets",
                "buildTransitive/presets/relaxed.globalconfig",
                "buildTransitive/presets/strict.globalconfig",
                "lib/net10.0/EventSchemas.dll",
                "lib/net10.0/EventSchemas.xml",
                "tasks/netstandard2.0/EventSchemas.Avro.dll",
                "tasks/netstandard2.0/EventSchemas.Build.dll",
                "tasks/netstandard2.0/EventSchemas.Contracts.dll",
            ],
            FilesOf("EventSchemas"));
        Assert.Equal(["lib/netstandard2.0/EventSchemas.Avro.dll", "lib/netstandard2.0/EventSchemas.Avro.xml"], FilesOf("EventSchemas.Avro"));
    }

    [Fact]
    public void It_depends_on_the_schema_model_of_its_own_version_with_everything_that_brings()
    {
        using ZipArchive package = ZipFile.OpenRead(feed.FileOf("EventSchemas"));
        using var reader = new StreamReader(package.GetEntry("EventSchemas.nuspec")!.Open());

        string line = Assert.Single(reader.ReadToEnd().Split('\n'), line => line.Contains("<dependency ", StringComparison.Ordinal)).Trim();

        Assert.Equal($"""<dependency id="EventSchemas.Avro" version="{feed.Version}" include="All" />""", line);
    }

    // What has a folder, but for the format's own.
    private string[] FilesOf(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.FileOf(package));
        return
        [
            .. archive.Entries.Select(entry => entry.FullName)
                .Where(name => name.Contains('/', StringComparison.Ordinal) && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }
}
