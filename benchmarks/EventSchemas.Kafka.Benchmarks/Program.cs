using System.Globalization;
using EventSchemas.Kafka.Benchmarks;

switch (args)
{
    case ["publish", .. var rounds]:
        return await PublishComparison.RunAsync(rounds is [var count] ? Number(count) : 9) ? 0 : 1;
    case ["consume", var partitions, .. var rounds]:
        return await ConsumeComparison.RunAsync(Number(partitions), rounds is [var times] ? Number(times) : 7) ? 0 : 1;
    case ["latency"]:
        await LatencyComparison.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("Which comparison? publish [rounds], consume <partitions> [rounds], or latency");
        return 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
