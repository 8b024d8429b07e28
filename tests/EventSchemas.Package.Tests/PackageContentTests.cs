using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EventSchemas.Package.Tests;

/// <summary>What is in the packages.</summary>
public sealed partial class PackageContentTests(PackageFeed feed)
{
    // The files of a package besides its library.
    private static readonly Dictionary<string, string[]> Extras = new(StringComparer.Ordinal)
    {
        ["EventSchemas"] =
        [
            "analyzers/dotnet/cs/EventSchemas.Analyzers.dll",
            "analyzers/dotnet/cs/EventSchemas.Avro.dll",
            "analyzers/dotnet/cs/EventSchemas.CodeFixes.dll",
            "analyzers/dotnet/cs/EventSchemas.Completion.dll",
            "analyzers/dotnet/cs/EventSchemas.Contracts.dll",
            "analyzers/dotnet/cs/EventSchemas.Declarations.dll",
            "analyzers/dotnet/cs/EventSchemas.Generators.dll",
            "buildMultiTargeting/EventSchemas.targets",
            "buildTransitive/EventSchemas.Shared.props",
            "buildTransitive/EventSchemas.props",
            "buildTransitive/EventSchemas.targets",
            "buildTransitive/presets/relaxed.globalconfig",
            "buildTransitive/presets/strict.globalconfig",
            "tasks/netstandard2.0/EventSchemas.Assemblies.dll",
            "tasks/netstandard2.0/EventSchemas.Avro.dll",
            "tasks/netstandard2.0/EventSchemas.Build.dll",
            "tasks/netstandard2.0/EventSchemas.Contracts.dll",
        ],
        ["EventSchemas.EntityFrameworkCore"] =
            ["buildTransitive/EventSchemas.EntityFrameworkCore.props", "sql/PostgreSql.sql", "sql/Sqlite.sql"],
        ["EventSchemas.Hosting"] = ["buildTransitive/EventSchemas.Hosting.props"],
        ["EventSchemas.Redis"] = ["buildTransitive/EventSchemas.Redis.props"],
        ["EventSchemas.Testing"] = ["buildTransitive/EventSchemas.Testing.props"],
    };

    // Packages whose references include a generator, which must reach the project that references the package.
    private static readonly Dictionary<string, string[]> References = new(StringComparer.Ordinal)
    {
        ["EventSchemas"] = ["EventSchemas.Avro include=All"],
        ["EventSchemas.Avro"] = [],
        ["EventSchemas.EntityFrameworkCore"] = ["EventSchemas.Hosting include=All"],
        ["EventSchemas.Hosting"] = ["EventSchemas include=All"],
        ["EventSchemas.Kafka"] = ["EventSchemas.Hosting include=All"],
        ["EventSchemas.OpenEdx"] = ["EventSchemas include=All"],
        ["EventSchemas.Redis"] = ["EventSchemas.Hosting include=All"],
        ["EventSchemas.Testing"] = ["EventSchemas.Kafka include=All"],
    };

    // Versions are pinned in one place, so that a package names what the packages below it need as well.
    private static readonly string[] OfHosting =
    [
        "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Diagnostics.HealthChecks",
        "Microsoft.Extensions.Hosting.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Options.ConfigurationExtensions",
        "Microsoft.FeatureManagement",
    ];

    // What a package depends on besides the others: nothing that its users didn't ask for.
    private static readonly Dictionary<string, string[]> Dependencies = new(StringComparer.Ordinal)
    {
        ["EventSchemas.EntityFrameworkCore"] = ["Microsoft.EntityFrameworkCore.Relational", .. OfHosting],
        ["EventSchemas.Hosting"] = OfHosting,
        ["EventSchemas.Kafka"] = ["Confluent.Kafka", "Confluent.SchemaRegistry", .. OfHosting],
        ["EventSchemas.Redis"] = [.. OfHosting, "StackExchange.Redis"],
        ["EventSchemas.Testing"] = ["Confluent.Kafka", "Confluent.SchemaRegistry", "Microsoft.FeatureManagement"],
    };

    // A tool has its libraries in it, and templates have none.
    private IEnumerable<string> Libraries =>
        feed.Names.Where(package => package is not (ToolPackageTests.Package or PackageFeed.TemplatePackage));

    [Fact]
    public void A_package_has_its_library_with_documentation_and_what_is_listed_here() => Assert.All(Libraries, package =>
    {
        string library = $"lib/{(package == "EventSchemas.Avro" ? "netstandard2.0" : "net10.0")}/{package}";

        string[] expected = [.. Extras.GetValueOrDefault(package, []), $"{library}.dll", $"{library}.xml", "README.md", "icon.png"];

        Assert.Equal(expected.Order(StringComparer.Ordinal), FilesOf(package, "nupkg"));
        Assert.Equal([$"{library}.pdb"], FilesOf(package, "snupkg"));
    });

    [Theory]
    [InlineData("")]
    [InlineData("0.1.0")]
    public void Packages_are_compared_with_the_baseline_that_a_property_names(string baseline)
    {
        string project = Path.Combine(RepositoryRoot.Path, "src", "EventSchemas", "EventSchemas.csproj");
        string[] properties = ["EnablePackageValidation", "PackageValidationBaselineVersion"];

        string[] arguments = [$"-p:EventSchemasPackageBaseline={baseline}", $"-getProperty:{string.Join(',', properties)}"];
        (int code, string output) = DotNet.Run(RepositoryRoot.Path, packages: null, ["msbuild", project, .. arguments]);

        Assert.True(code == 0, output);
        JsonElement values = JsonDocument.Parse(output).RootElement.GetProperty("Properties");
        Assert.Equal(["true", baseline], properties.Select(name => values.GetProperty(name).GetString()));
    }

    [Fact]
    public void A_package_says_where_it_comes_from() => Assert.All(feed.Names, package =>
    {
        XElement metadata = MetadataOf(package);
        string[] values = [.. new[] { "version", "license", "projectUrl", "readme", "icon" }.Select(name => Child(metadata, name).Value)];
        XElement repository = Child(metadata, "repository");

        Assert.Equal([feed.Version, "Apache-2.0", Repository.Url, "README.md", "icon.png"], values);
        Assert.Equal(("git", Repository.Url), (repository.Attribute("type")?.Value, repository.Attribute("url")?.Value));
        Assert.NotEmpty(Child(metadata, "description").Value);
    });

    // There are no files beside it on the page of a package.
    [Fact]
    public void The_readme_of_a_package_is_that_of_the_repository_with_absolute_links()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
        Assert.Matches(RelativeLink(), readme);
        string expected = RelativeLink().Replace(readme, $"]({Repository.Url}/blob/main/");

        Assert.All(feed.Names, package =>
        {
            using ZipArchive archive = ZipFile.OpenRead(feed.FileOf(package));
            using var reader = new StreamReader(archive.GetEntry("README.md")!.Open());
            Assert.Equal(expected, reader.ReadToEnd(), ignoreLineEndingDifferences: true);
        });
    }

    [Fact]
    public void A_package_depends_on_nothing_that_is_not_listed_here() => Assert.All(feed.Names, package => Assert.Equal(
        Dependencies.GetValueOrDefault(package, []),
        MetadataOf(package).Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value)
            .Where(name => !feed.Names.Contains(name))
            .Order(StringComparer.Ordinal)));

    [Fact]
    public void A_package_depends_on_the_others_in_its_own_version() => Assert.All(Libraries, package =>
    {
        XElement[] own = [.. MetadataOf(package).Descendants()
            .Where(element => element.Name.LocalName == "dependency" && feed.Names.Contains(element.Attribute("id")!.Value))];

        Assert.All(own, dependency => Assert.Equal(feed.Version, dependency.Attribute("version")!.Value));
        Assert.Equal(
            References[package],
            own.Select(dependency => dependency.Attribute("include") is { } include
                ? $"{dependency.Attribute("id")!.Value} include={include.Value}"
                : $"{dependency.Attribute("id")!.Value} exclude={dependency.Attribute("exclude")?.Value}").Order(StringComparer.Ordinal));
    });

    private static XElement Child(XElement parent, string name) => parent.Elements().Single(element => element.Name.LocalName == name);

    private XElement MetadataOf(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.FileOf(package));
        using Stream nuspec = archive.GetEntry($"{package}.nuspec")!.Open();
        return Child(XElement.Load(nuspec), "metadata");
    }

    // Without those of the package format.
    private string[] FilesOf(string package, string extension)
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.FileOf(package, extension));
        return
        [
            .. archive.Entries.Select(entry => entry.FullName)
                .Where(name => name != $"{package}.nuspec" && name != "[Content_Types].xml"
                    && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex(@"\]\((?!https?:|#)")]
    private static partial Regex RelativeLink();
}
