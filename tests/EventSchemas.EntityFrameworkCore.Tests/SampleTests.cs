using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>The sample with both sides of the outbox, as somebody runs it.</summary>
public sealed class SampleTests
{
    private static readonly string Sample = Path.Combine(
        TestKit.RepositoryRoot.Path, "samples", "Orders", "bin", Configuration(), "net10.0", "Orders.dll");

    [Fact]
    public async Task It_tells_its_story_to_the_end()
    {
        var start = new ProcessStartInfo("dotnet", [Sample]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output + await errors);

        // With the orders' events, some wait that their handler has published.
        output = Regex.Replace(output, ": [12]\\d events wait", ": 10 events wait");
        Assert.Equal(
            [
                "10 orders were placed. Their events were saved with them, sent, and handled.",
                "An order was rolled back, and its event with it.",
                "Kafka is away. Orders are placed nevertheless: 10 events wait.",
                "Kafka is back, and they were sent in the order of each customer.",
                "An event came twice, and its pieces were taken once.",
                "10 orders are older than events: 2025-06-02 to 2025-06-11.",
                "Their events were published with the orders' own times, and can't be published twice.",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    // The tests and the sample are built in one configuration.
    private static string Configuration() =>
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;
}
