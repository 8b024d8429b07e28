using System.Globalization;

namespace EventSchemas.Build.Tests;

/// <summary>A project's folder with one event: compiles its declaration, and runs tasks on it.</summary>
sealed class EventFolder : IDisposable
{
    public const string EventType = "org.acme.a.v1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas ");

    public string Contracts => Path.Combine(_folder.FullName, "schemas");

    public string Shipped => Path.Combine(Contracts, "shipped", EventType);

    public string Schema => Path.Combine(Contracts, EventType + ".avsc");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Runs a task on the event with these fields.</summary>
    /// <param name="task">The task; its paths are set.</param>
    /// <param name="fields">The fields as JSON.</param>
    /// <param name="expectSuccess">Whether it must succeed.</param>
    /// <param name="options">Further arguments of the assembly's attribute.</param>
    public RecordingEngine Run(EventContractTask task, string fields, bool expectSuccess = true, string options = "") =>
        RunOn(task, CompiledEvents.Contract(EventType, SchemaOf(fields), options), expectSuccess);

    /// <summary>Runs a task on a project that declares no event.</summary>
    public RecordingEngine RunWithout(EventContractTask task, bool expectSuccess = true) => RunOn(task, "", expectSuccess);

    /// <summary>Runs a task that fails on a project that declares several events.</summary>
    public RecordingEngine RunAll(EventContractTask task, IEnumerable<string> contracts) =>
        RunOn(task, string.Concat(contracts), expectSuccess: false);

    private RecordingEngine RunOn(EventContractTask task, string source, bool expectSuccess)
    {
        var engine = new RecordingEngine();
        task.BuildEngine = engine;
        task.AssemblyPath = CompiledEvents.Compile(_folder.FullName, source);
        task.ContractFolder = Contracts;
        Assert.True(expectSuccess == task.Execute(), string.Join('\n', engine.Errors));
        return engine;
    }

    /// <summary>Accepts and ships an event of these fields.</summary>
    public void Release(string fields, string options = "")
    {
        Run(new AcceptEventContracts(), fields, options: options);
        Run(new ShipEventContracts(), fields, options: options);
    }

    /// <summary>The text of a shipped version.</summary>
    public string Version(int number) => File.ReadAllText(Path.Combine(Shipped, number.ToString(CultureInfo.InvariantCulture) + ".avsc"));

    public static string SchemaOf(string fields) =>
        $$"""{"type": "record", "name": "CloudEvent", "namespace": "{{EventType}}", "fields": [{{fields}}]}""";
}
