using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventSchemas.Tool.Tests;

/// <summary>The catalogue of this repository: the events of Open edX, and the samples.</summary>
public sealed partial class RepositoryCatalogTests : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ServiceBuilds _builds = new();

    public void Dispose() => _builds.Dispose();

    [Fact]
    public async Task It_has_all_events_and_says_the_same_as_before()
    {
        CopyManifests();

        JsonElement catalog = await _builds.CatalogAsync("--title", "Events of this repository");

        await CatalogOutputTests.AssertIsAsyncApiAsync(
            JsonDocument.Parse(await File.ReadAllTextAsync(
                Path.Combine(_builds.Output, "asyncapi.json"), TestContext.Current.CancellationToken)).RootElement);
        Assert.Equal(73, catalog.GetProperty("events").EnumerateArray().Count(one =>
            CatalogTests.Text(one, "eventType").StartsWith("org.openedx.", StringComparison.Ordinal)));
        OutputSnapshot.Verify("catalog.json", ByLines(catalog));
    }

    // What differs from build to build: when and with which version it was made, and where the checkout is.
    private void CopyManifests()
    {
        string output = Path.Combine("bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0");
        foreach (string sample in Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "samples")))
        {
            foreach (string manifest in Directory.GetFiles(Path.Combine(sample, output), "*.eventschemas.json"))
            {
                string text = File.ReadAllText(manifest);
                text = BuildDate().Replace(text, "\"buildDate\": \"2027-01-31T12:00:00Z\"");
                text = PackageVersion().Replace(text, "\"packageVersion\": \"0.0.0\"");
                text = SourceFile().Replace(text, "\"file\": \"${name}\"");
                _builds.Write($"{Path.GetFileName(sample)}/{Path.GetFileName(manifest)}", text);
            }
        }
    }

    // A line for each event and each service, so that a difference can be read.
    private static string ByLines(JsonElement catalog) => "{\n" + string.Join(",\n", catalog.EnumerateObject().Select(member =>
        $"\"{member.Name}\": " + (member switch
        {
            { Name: "packageVersion" } => "\"0.0.0\"",
            { Value.ValueKind: JsonValueKind.Array } => $"[\n{string.Join(",\n", member.Value.EnumerateArray().Select(TextOf))}\n]",
            { Value.ValueKind: JsonValueKind.Object } => "{\n"
                + string.Join(",\n", member.Value.EnumerateObject().Select(one => $"\"{one.Name}\": {TextOf(one.Value)}")) + "\n}",
            _ => TextOf(member.Value),
        }))) + "\n}\n";

    private static string TextOf(JsonElement json) => JsonSerializer.Serialize(json, Readable);

    [GeneratedRegex("\"buildDate\": \"[^\"]*\"")]
    private static partial Regex BuildDate();

    [GeneratedRegex("\"packageVersion\": \"[^\"]*\"")]
    private static partial Regex PackageVersion();

    [GeneratedRegex("\"file\": \"(?:[^\"]*/)?(?<name>[^\"/]*)\"")]
    private static partial Regex SourceFile();
}
