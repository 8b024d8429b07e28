using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventSchemas.Catalog.Tests;

/// <summary>The built page of the catalogue, which is committed, and its sources.</summary>
public sealed partial class SiteTests
{
    private const string Rebuild =
        "The page isn't built from these sources: run \"npm ci && npm run build\" in src/EventSchemas.Tool/Catalog/Site and commit dist.";

    private static readonly string[] NotSource = ["node_modules", "dist"];
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "src/EventSchemas.Tool/Catalog/Site");
    private static readonly string Page = File.ReadAllText(Path.Combine(Folder, "dist/index.html"));

    [Fact]
    public void The_page_is_built_from_its_sources()
    {
        string[] lines = [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Where(path => !NotSource.Contains(path.Split('/')[0]))
            .Order(StringComparer.Ordinal)
            .Select(path => $"{Sha256(Text(path))} {path}\n")];

        string built = BuiltFrom.Match(Page).Groups[1].Value;

        Assert.True(built == Sha256(string.Concat(lines)), Rebuild);
    }

    [Fact]
    public void The_page_has_one_place_for_the_title_and_one_for_the_data()
    {
        Assert.Equal(["<title>__CATALOG_TITLE__</title>"], Regex.Matches(Page, ".{7}__CATALOG_TITLE__.{8}").Select(match => match.Value));
        Assert.Single(Regex.Matches(Page, "__CATALOG_DATA__"));
        Assert.Contains("""<script type="text/plain" id="catalog">__CATALOG_DATA__</script>""", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_libraries_in_the_page_are_named()
    {
        string notices = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src/EventSchemas.Tool/THIRD-PARTY-NOTICES.txt"));
        using JsonDocument package = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "package.json")));
        string[] libraries = [.. package.RootElement.GetProperty("dependencies").EnumerateObject().Select(one => one.Name.Split('/')[^1])];

        Assert.NotEmpty(libraries);
        Assert.All(libraries, library => Assert.Contains($"  {library} ", notices, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_lock_file_names_no_registry() =>
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Path.Combine(Folder, "package-lock.json")), StringComparison.Ordinal);

    private static string Text(string path) =>
        File.ReadAllText(Path.Combine(Folder, path)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<meta name=\"source-sha256\" content=\"([0-9a-f]+)\"")]
    private static partial Regex BuiltFrom { get; }
}
