using System.Text.Json;

namespace EventSchemas.Package.Tests;

/// <summary>A service from its template to a replay, from the view of a user of the packages: nothing else is there.</summary>
[Collection(nameof(GeneratedSolutions))]
public sealed class LifeOfAServiceTests(PackageFeed feed, GeneratedSolutions solutions)
{
    private const string EventType = "org.example.order.placed.v1";
    private const string Group = "confirmations";
    private const string Handler = "confirm";
    private const string Event = "OrderPlaced.cs";
    private const string Assembly = "bin/Debug/net10.0/Shop.dll";

    private string Folder => solutions.FolderOf(GeneratedSolutions.Story);

    [Fact]
    public async Task A_service_is_made_broken_mended_run_and_operated()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        PackedTool tool = feed.Tool;

        // The build has written the contract; it is released, and broken.
        Run(tool, 0, "ship", "--no-restore");
        Edit(Event, "int Pieces", "long Pieces");
        string diagnostic = Build(succeeds: false);
        Assert.Contains("error EVS3006: 'Pieces' was int in version 1 of", diagnostic, StringComparison.Ordinal);
        Assert.Contains("Put the type back, and add an optional member of the new type beside it.", diagnostic, StringComparison.Ordinal);
        Assert.Contains(
            $"::error file=schemas/shipped/{EventType}/1.avsc",
            Run(tool, 1, "check", "--no-restore", "--ci", "true", "--format", "github"),
            StringComparison.Ordinal);

        // It is mended as the message says, and the handler refuses its first event until a file is there.
        Edit(Event, "long Pieces", "int Pieces, long? AllPieces = null");
        Edit("Confirmation.cs", "ArgumentNullException.ThrowIfNull(value);", """
            Console.WriteLine($"handling {value.Number}, {context.Delivery}");
            if (value.Number == "1" && !File.Exists("repaired"))
            {
                throw new InvalidOperationException("The printer is off.");
            }
            """);
        Run(tool, 0, "accept", "--no-restore");
        Build(succeeds: true, "-p:CI=true");
        string log = Run(tool, 0, "check", Assembly, "--ci", "true", "--format", "sarif");
        Assert.Empty(JsonDocument.Parse(log).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());

        // It runs on the tool's own bus, whose registry has its schemas already.
        using RunningProgram bus = tool.Start(
            Folder, "dev", "--json", "--kafka-port", "0", "--registry-port", "0", "--topics", "orders", $"{Group}.dead-letter",
            $"{Group}.retry");
        Dictionary<string, string?> settings = SettingsOf(
            await bus.UntilAsync(line => line == "}", "its addresses", cancellationToken));
        Assert.Contains("Registered", Operate("registry", "push", "--yes"), StringComparison.Ordinal);
        using RunningProgram service = RunningProgram.Start(DotNet.StartOf(Folder, packages: null, settings, Assembly));
        await service.UntilAsync("Order 2 of Ada is confirmed.", cancellationToken);

        string state = Operate("doctor", "--json");
        Assert.Contains("\"dead-letter-topic\"", state, StringComparison.Ordinal);
        Assert.Contains("\"Number\":\"2\"", Operate("tail", "orders", "--no-follow", "--json"), StringComparison.Ordinal);

        // The event that failed is a dead letter, which comes back; then all are handled again.
        Assert.Contains("The printer is off.", Operate("dlq", "list", Group), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Folder, "repaired"), "");
        Operate("dlq", "redrive", Group, "--yes");
        await service.UntilAsync("Order 1 of Ada is confirmed.", cancellationToken);
        Operate("replay", "--group", Group, "--handler", Handler, "--event", EventType, "--from", "earliest", "--yes");
        await service.UntilAsync("handling 2, Replay", cancellationToken);

        string Operate(params string[] arguments)
        {
            (int code, string output) = tool.Run(Folder, settings, arguments);
            Assert.True(code == 0, $"{string.Join(' ', arguments)} ended with {code}: {output}");
            return output;
        }
    }

    private static Dictionary<string, string?> SettingsOf(string servers)
    {
        JsonElement addresses = JsonDocument.Parse(servers).RootElement;
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["EventBus__Kafka__BootstrapServers"] = addresses.GetProperty("bootstrapServers").GetString(),
            ["EventBus__SchemaRegistry__Url"] = addresses.GetProperty("registry").GetString(),
            [$"EventBus__Groups__{Group}__Retry__MaxAttempts"] = "1",
        };
    }

    private void Edit(string file, string old, string @new)
    {
        string path = Path.Combine(Folder, file);
        string text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, @new, StringComparison.Ordinal));
    }

    private string Run(PackedTool tool, int expected, params string[] arguments)
    {
        (int code, string output) = tool.Run(Folder, new Dictionary<string, string?>(), arguments);
        Assert.True(code == expected, $"{string.Join(' ', arguments)} ended with {code}: {output}");
        return output;
    }

    private string Build(bool succeeds, params string[] options)
    {
        (int code, string output) = DotNet.Run(
            Folder, feed.Restored, feed.BuildEnvironment, ["build", "--no-restore", "-nologo", .. options]);
        Assert.True(code == 0 == succeeds, output);
        return output;
    }
}
