using System.Globalization;
using EventSchemas.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventSchemas.Kafka.LedgerWorker;

/// <summary>
/// Publishes the entries of all accounts side by side, those of one account one after the other. It continues behind what earlier processes
/// wrote down as acknowledged.
/// </summary>
sealed class Publisher(ILedgerEnteredProducer producer, LedgerFile file, LedgerSettings settings, HealthCheckService health)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Publishes up to each number that it reads. At the end it waits until nothing is stored any more.</summary>
    public async Task RunAsync(TextReader numbers)
    {
        int[] done = Acknowledged();
        while (await numbers.ReadLineAsync() is { } line)
        {
            int goal = int.Parse(line, CultureInfo.InvariantCulture);
            await Task.WhenAll(Enumerable.Range(0, settings.Accounts).Select(async account =>
            {
                for (; done[account] < goal; done[account]++)
                {
                    await PublishAsync(new LedgerEntered($"account-{account}", done[account] + 1));
                }
            }));
        }

        while ((await health.CheckHealthAsync()).Status != HealthStatus.Healthy)
        {
            await Task.Delay(Pause);
        }
    }

    private async Task PublishAsync(LedgerEntered entry)
    {
        while (true)
        {
            file.Write($"sends {entry.Account} {entry.Number}");
            try
            {
                PublishResult result = await producer.PublishAsync(entry);
                file.Write($"{(result is PublishResult.Deferred ? "stored" : "delivered")} {entry.Account} {entry.Number}");
                return;
            }
            catch (EventPublishException e)
            {
                file.Write($"failed {entry.Account} {entry.Number} {e.Outcome} {e.Reason}");
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>The last acknowledged number of each account.</summary>
    private int[] Acknowledged()
    {
        int[] done = new int[settings.Accounts];
        string folder = Path.GetDirectoryName(settings.File)!;
        foreach (string path in Directory.GetFiles(folder, "publisher-*"))
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            while (reader.ReadLine() is { } line)
            {
                if (line.Split(' ') is ["delivered" or "stored", var account, var number, ..])
                {
                    int index = int.Parse(account.AsSpan("account-".Length), CultureInfo.InvariantCulture);
                    done[index] = Math.Max(done[index], int.Parse(number, CultureInfo.InvariantCulture));
                }
            }
        }

        return done;
    }
}
