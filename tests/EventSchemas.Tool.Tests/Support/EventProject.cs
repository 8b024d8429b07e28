namespace EventSchemas.Tool.Tests;

/// <summary>A folder with a compiled assembly and its contract files, as a project has them.</summary>
sealed class EventProject : IDisposable
{
    public const string EventType = "org.acme.order.placed.v1";

    private const string Assembly = "Events.dll";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event project ");

    public EventProject() => Directory.CreateDirectory(Contracts);

    public string Folder => _folder.FullName;

    public string Contracts => Path.Combine(Folder, "schemas");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Compiles an event with these fields.</summary>
    /// <param name="fields">The fields as JSON, separated by commas.</param>
    /// <param name="options">Further arguments of the attribute, each with a comma before it.</param>
    public EventProject With(string fields, string options = "") => WithAll(Event(EventType, fields, options));

    /// <summary>Compiles events.</summary>
    public EventProject WithAll(params string[] events)
    {
        CompiledEvents.Compile(Folder, string.Concat(events), Assembly);
        return this;
    }

    /// <summary>Compiles an event, accepts it and ships it.</summary>
    public async Task<EventProject> ShippedAsync(string fields, string options = "")
    {
        With(fields, options);
        Assert.Equal(0, (await RunAsync("accept", "Events.dll", "--contracts", "schemas")).ExitCode);
        Assert.Equal(0, (await RunAsync("ship", "Events.dll", "--contracts", "schemas")).ExitCode);
        return this;
    }

    /// <summary>Runs a command on the assembly.</summary>
    public Task<ToolRun> RunOnAssemblyAsync(string command, params IEnumerable<string> options) =>
        RunAsync([command, Assembly, "--contracts", "schemas", .. options]);

    /// <summary>Runs a command in the folder.</summary>
    public Task<ToolRun> RunAsync(params string[] arguments) => ToolRun.OfAsync(arguments, Folder, width: 400);

    /// <summary>The declaration of an event.</summary>
    public static string Event(string eventType, string fields, string options = "") =>
        CompiledEvents.Contract(eventType, SchemaOf(eventType, fields), options);

    private static string SchemaOf(string eventType, string fields) =>
        $$"""{"type": "record", "name": "CloudEvent", "namespace": "{{eventType}}", "fields": [{{fields}}]}""";
}
