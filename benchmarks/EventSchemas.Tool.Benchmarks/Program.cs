using System.Diagnostics;
using System.Globalization;
using EventSchemas.Tool;

// check over many events of a compiled assembly, each with a shipped version: the first run of a process, and the next ones.
const int defaultEvents = 1000;
const int runs = 5;
const int fieldsOfOrder = 20;

int events = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : defaultEvents;
DirectoryInfo folder = Directory.CreateTempSubdirectory("event check ");
try
{
    Environment.CurrentDirectory = folder.FullName;
    CompiledEvents.Compile(folder.FullName, string.Concat(Enumerable.Range(0, events).Select(Event)), "Events.dll");
    await RunAsync("accept");
    await RunAsync("ship");
    for (int run = 1; run <= runs; run++)
    {
        long start = Stopwatch.GetTimestamp();
        await RunAsync("check");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"check of {events} events, run {run}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
    }
}
finally
{
    Environment.CurrentDirectory = Path.GetTempPath();
    folder.Delete(recursive: true);
}

static async Task RunAsync(string command)
{
    int code = await EventSchemasTool.RunAsync([command, "Events.dll", "--contracts", "schemas"], ToolEnvironment.OfProcess());
    if (code != ExitCode.Success)
    {
        throw new InvalidOperationException($"{command} ended with {code}.");
    }
}

static string Event(int number)
{
    string eventType = string.Create(CultureInfo.InvariantCulture, $"org.acme.event{number}.v1");
    string fields = string.Join(", ", Enumerable.Range(0, fieldsOfOrder).Select(i => string.Create(
        CultureInfo.InvariantCulture, $$"""{"name": "field{{i}}", "type": ["null", "string"], "default": null}""")));
    return CompiledEvents.Contract(
        eventType,
        $$"""
        {"type": "record", "name": "CloudEvent", "namespace": "{{eventType}}", "fields": [
          {"name": "id", "type": "long"}, {"name": "order", "type": {"type": "record", "name": "Order", "fields": [{{fields}}]} }]}
        """);
}
