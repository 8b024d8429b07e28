using System.Diagnostics;
using System.Text.Json;

namespace EventSchemas.Package.Tests;

/// <summary>The tutorial, from its text alone, with the packages and nothing else.</summary>
public sealed class TutorialTests(PackageFeed feed)
{
    private const string Connected = "--environment Development";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_tutorial_leads_where_it_says_and_its_service_can_be_operated()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using var page = new FollowedPage(feed);

        await page.FollowAsync("docs/tutorial.md", cancellationToken);

        // The rest of the installed tool, on the service that runs now.
        string log = page.Run("dotnet eventschemas check bin/Debug/net10.0/Shop.dll --ci true --format sarif");
        Assert.Empty(JsonDocument.Parse(log).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.Contains("leave out", page.Run($"dotnet eventschemas registry push {Connected} --yes"), StringComparison.Ordinal);
        Assert.Contains("\"dead-letter-topic\"", page.Run($"dotnet eventschemas doctor {Connected} --json"), StringComparison.Ordinal);
        Assert.Contains(
            "\"ManyPieces\":3000000000",
            page.Run($"dotnet eventschemas tail orders --no-follow {Connected} --json"),
            StringComparison.Ordinal);
        page.Run($"dotnet eventschemas replay --group confirmations --handler confirm --from earliest {Connected} --yes");
        WaitUntilReplayed(page);
        Assert.Contains("0 dead letters", page.Run($"dotnet eventschemas dlq list confirmations {Connected}"), StringComparison.Ordinal);
    }

    // A command takes long enough for a pause between two of them.
    private static void WaitUntilReplayed(FollowedPage page)
    {
        long start = Stopwatch.GetTimestamp();
        while (page.Run($"dotnet eventschemas lag confirmations {Connected}") is var lag
            && !lag.StartsWith("confirmations 0 behind", StringComparison.Ordinal))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, lag);
        }
    }
}
