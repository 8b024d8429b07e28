using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool.Tests;

/// <summary>An event type that is a path leads no command out of its folder: CloudEvents allows such types.</summary>
public sealed class HostileEventTypeTests(EmbeddedBus bus) : IClassFixture<EmbeddedBus>, IDisposable
{
    private const string EventType = "../../../evil.v1";
    private const string FileName = "~2e.~2f..~2f..~2fevil.v1";
    private const string Project = "a/b/c/d/project";

    private readonly SourceFolder _root = new();

    private string Folder => Path.Combine(_root.Path, Project);

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Records_are_written_into_the_project()
    {
        _root.Put($"{Project}/order.avsc", Schema("id"));

        await RunAsync($"import order.avsc --event-type {EventType} --name Imported --output Events");
        await RunAsync($"new event {EventType}.other --attribute AvroEvent --name Added");

        AssertFiles(
            "Added.cs", "Events/Imported.cs", $"Events/schemas/{FileName}.avsc", $"Events/schemas/{FileName}.contract.json", "order.avsc");
    }

    [Fact]
    public async Task Contract_files_are_written_into_their_folder()
    {
        Directory.CreateDirectory(Folder);
        CompiledEvents.Compile(Folder, CompiledEvents.Contract(EventType, Schema("id")), "Events.dll");

        await RunAsync("accept Events.dll --contracts schemas");
        await RunAsync("ship Events.dll --contracts schemas");
        CompiledEvents.Compile(Folder, "", "Events.dll");
        await RunAsync($"retire {EventType} --reason gone --project Events.dll --contracts schemas --yes");

        AssertFiles(
            "Events.dll",
            $"schemas/shipped/{FileName}/1.avsc",
            $"schemas/shipped/{FileName}/1.contract.json",
            $"schemas/shipped/{FileName}/retired.contract.json");
    }

    [Fact]
    public async Task Versions_of_a_registry_are_written_into_the_folder()
    {
        var contracts = new ContractFolder(Path.Combine(Folder, "schemas"));
        var schema = AvroSchema.Parse(Schema("id"));
        contracts.Accept(schema, ContractFile.Of(
            EventType, schema, new ContractTerms("evil", Key: null, IsMirror: false, "BACKWARD", PersonalData: default)));
        using var http = new HttpClient();
        var subject = new Uri(bus.Registry.Url, $"subjects/{Uri.EscapeDataString($"evil-{EventType}.Order")}/versions");
        HttpResponseMessage answer = await http.PostAsJsonAsync(
            subject, new { schema = Schema("other") }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();

        await RunAsync($"registry pull --yes --registry {bus.Registry.Url}");

        AssertFiles(
            $"schemas/{FileName}.avsc",
            $"schemas/{FileName}.contract.json",
            $"schemas/shipped/{FileName}/1.avsc",
            $"schemas/shipped/{FileName}/1.contract.json");
    }

    [Fact]
    public async Task A_catalogue_has_its_own_files_only()
    {
        _root.Put($"{Project}/Shop.eventschemas.json", new JsonObject
        {
            ["format"] = 1,
            ["packageVersion"] = "1.0.0",
            ["assembly"] = EventType,
            ["service"] = EventType,
            ["buildDate"] = "2027-01-31T12:00:00Z",
            ["defaultCompatibility"] = "FULL_TRANSITIVE",
            ["events"] = new JsonArray(new JsonObject
            {
                ["eventType"] = EventType,
                ["record"] = "Acme.Evil",
                ["role"] = "owner",
                ["attribute"] = "AvroEvent",
                ["topic"] = EventType,
                ["transports"] = new JsonArray("kafka"),
                ["compatibility"] = "FULL_TRANSITIVE",
                ["schema"] = JsonNode.Parse(Schema("id")),
                ["versions"] = new JsonArray(),
            }),
        }.ToJsonString());

        await RunAsync("catalog . --output site");

        AssertFiles("Shop.eventschemas.json", "site/asyncapi.json", "site/catalog.json", "site/index.html", "site/llms.txt");
    }

    private static string Schema(string field) =>
        $$"""{"type":"record","name":"Order","namespace":"com.acme","fields":[{"name":"{{field}}","type":"string"}]}""";

    private async Task RunAsync(string arguments)
    {
        ToolRun run = await ToolRun.OfAsync(arguments, Folder, width: 400);
        Assert.True(run.ExitCode == 0, $"{arguments}: {run.ExitCode} {run.Output} {run.Error}");
    }

    private void AssertFiles(params string[] expected) => Assert.Equal(
        expected.Select(file => $"{Project}/{file}").Order(StringComparer.Ordinal),
        Directory.GetFiles(_root.Path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_root.Path, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal));
}
