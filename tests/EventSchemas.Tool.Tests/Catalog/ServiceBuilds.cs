using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventSchemas.Avro;

namespace EventSchemas.Tool.Tests;

/// <summary>A folder with what builds of services leave, deleted with this.</summary>
sealed class ServiceBuilds : IDisposable
{
    private const string Day = "2027-01-31";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("service builds ");

    public string Folder => _folder.FullName;

    public string Output => Path.Combine(Folder, "site");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Adds the manifest of an assembly.</summary>
    /// <param name="folder">The folder of the service's output.</param>
    /// <param name="service">The service.</param>
    /// <param name="members">The further members of the manifest.</param>
    /// <param name="assembly">The assembly; null for one with the service's name.</param>
    public ServiceBuilds With(string folder, string service, object members, string? assembly = null)
    {
        var manifest = new JsonObject
        {
            ["format"] = 1,
            ["packageVersion"] = "0.1.0",
            ["assembly"] = assembly ?? service,
            ["service"] = service,
            ["environment"] = "production",
            ["buildDate"] = $"{Day}T12:00:00Z",
            ["contractFolder"] = "schemas",
            ["defaultCompatibility"] = "FULL_TRANSITIVE",
        };
        foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(members)!.AsObject())
        {
            manifest[name] = value?.DeepClone();
        }

        Write($"{folder}/{assembly ?? service}.eventschemas.json", manifest.ToJsonString());
        return this;
    }

    /// <summary>Writes a file.</summary>
    public ServiceBuilds Write(string file, string text)
    {
        string path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Runs <c>catalog</c> on the whole folder, for a day.</summary>
    public Task<ToolRun> RunAsync(params string[] options) => RunAsync(Day, ["catalog", ".", "--output", Output, .. options]);

    /// <summary>Runs a command for a day.</summary>
    public async Task<ToolRun> RunAsync(string day, IReadOnlyList<string> arguments, int width = 200)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = await EventSchemasTool.RunAsync(
            arguments,
            ToolRun.Environment(output, error, Folder, width, time: new FixedTime(DateTimeOffset.Parse(day + "T10:00:00Z", Invariant))),
            TestContext.Current.CancellationToken);
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The catalogue that a command with <c>--json</c> writes.</summary>
    public async Task<JsonElement> CatalogAsync(params string[] options)
    {
        ToolRun run = await RunAsync([.. options, "--json"]);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        return JsonDocument.Parse(run.Output, new JsonDocumentOptions { MaxDepth = 256 }).RootElement;
    }

    /// <summary>An event of a manifest.</summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="fields">Its fields as JSON, separated by commas.</param>
    /// <param name="members">Further members, or others.</param>
    /// <param name="versions">The fields of its shipped versions.</param>
    public static JsonObject Event(string eventType, string fields, object? members = null, params string[] versions)
    {
        var one = new JsonObject
        {
            ["eventType"] = eventType,
            ["record"] = "Acme." + string.Concat(eventType.Split('.', StringSplitOptions.RemoveEmptyEntries).Skip(2).SkipLast(1)
                .Select(part => char.ToUpperInvariant(part[0]) + part[1..])),
            ["role"] = "owner",
            ["attribute"] = "AvroEvent",
            ["topic"] = "orders",
            ["transports"] = new JsonArray("kafka"),
            ["compatibility"] = "FULL_TRANSITIVE",
            ["personalData"] = new JsonArray(),
            ["stableBecause"] = "a test",
            ["schema"] = SchemaOf(fields),
            ["versions"] = Versions(versions),
        };
        foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(members ?? new { })!.AsObject())
        {
            one[name] = value?.DeepClone();
        }

        return one;
    }

    /// <summary>Shipped versions.</summary>
    /// <param name="versions">The fields of each.</param>
    public static JsonArray Versions(params string[] versions) => new([.. versions.Select((version, index) => new JsonObject
    {
        ["number"] = index + 1,
        ["sha256"] = HashOf(version),
        ["schema"] = SchemaOf(version),
    })]);

    /// <summary>A field.</summary>
    public static string Field(string name, string type, string rest = "") => $$"""{"name": "{{name}}", "type": {{type}}{{rest}}}""";

    /// <summary>The hash of a schema with these fields.</summary>
    public static string HashOf(string fields) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(AvroSchema.Parse(SchemaOf(fields).ToJsonString()).ToJson(AvroJsonFormat.Registry))));

    private static JsonNode SchemaOf(string fields) =>
        JsonNode.Parse($$"""{"type": "record", "name": "Order", "namespace": "acme", "fields": [{{fields}}]}""")!;

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
