using System.Globalization;
using EventSchemas.Kafka.Benchmarks;

switch (args)
{
    case ["publish", .. var rounds]:
        await PublishComparison.RunAsync(rounds is [var count] ? Number(count) : 9);
        return 0;
    case ["consume", var partitions, .. var rounds]:
        await ConsumeComparison.RunAsync(Number(partitions), rounds is [var times] ? Number(times) : 7);
        return 0;
    case ["latency"]:
        await LatencyComparison.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("Which comparison? publish [rounds], consume <partitions> [rounds], or latency");
        return 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
