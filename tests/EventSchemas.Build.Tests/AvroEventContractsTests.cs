namespace EventSchemas.Build.Tests;

/// <summary>An event with [AvroEvent] whose event type is free text, from its first contract to its end.</summary>
public sealed class AvroEventContractsTests : IDisposable
{
    private const string EventType = "orders; placed, paid+sent";
    private const string Name = "orders~3b~20placed~2c~20paid~2bsent";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas ");
    private readonly List<string> _said = [];

    private string Contracts => Path.Combine(_folder.FullName, "schemas");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_is_written_accepted_shipped_missed_and_retired_under_the_name_of_its_file()
    {
        Run(new WriteEventContracts(), Contract("int"));
        Assert.True(File.Exists(Path.Combine(Contracts, Name + ".avsc")));

        string broken = Assert.Single(Run(new AcceptEventContracts(), Contract("long"), expectSuccess: false).Errors);
        Assert.EndsWith($"-p:EventSchemasAcceptBreaks={Name}.", broken, StringComparison.Ordinal);
        Run(new AcceptEventContracts { AcceptBreaks = Name }, Contract("long"));

        Run(new ShipEventContracts(), Contract("long"));
        Assert.True(File.Exists(Path.Combine(Contracts, "shipped", Name, "1.avsc")));
        Assert.Contains(
            $"in version 1 of {EventType} and is string now",
            Assert.Single(Run(new CheckEventContracts(), Contract("string"), expectSuccess: false).Errors),
            StringComparison.Ordinal);

        string gone = Assert.Single(Run(new CheckEventContracts(), "", expectSuccess: false).Errors);
        Assert.Contains($"The event '{EventType}' was shipped", gone, StringComparison.Ordinal);
        Assert.Contains($"-p:EventSchemasRetire={Name} ", gone, StringComparison.Ordinal);
        Run(new RetireEventContracts { EventTypes = Name, Reason = "Nobody reads it." }, "");
        Assert.True(File.Exists(Path.Combine(Contracts, "shipped", Name, "retired.contract.json")));
        Run(new CheckEventContracts(), "");

        IEnumerable<string> files = Directory.EnumerateFiles(Contracts, "*", SearchOption.AllDirectories).Select(File.ReadAllText);
        Assert.All(_said.Concat(files), text => Assert.DoesNotContain("openedx", text, StringComparison.OrdinalIgnoreCase));
    }

    private static string Contract(string type) => CompiledEvents.Contract(
        EventType,
        $$"""{"type": "record", "name": "OrderPlaced", "namespace": "Shop", "fields": [{"name": "n", "type": "{{type}}"}]}""",
        ", DeclaredBy = \"AvroEvent\"");

    private RecordingEngine Run(EventContractTask task, string source, bool expectSuccess = true)
    {
        var engine = new RecordingEngine();
        task.BuildEngine = engine;
        task.AssemblyPath = CompiledEvents.Compile(_folder.FullName, source);
        task.ContractFolder = Contracts;
        Assert.True(expectSuccess == task.Execute(), string.Join('\n', engine.Errors));
        _said.AddRange([.. engine.Errors, .. engine.Warnings, .. engine.Messages]);
        return engine;
    }
}
