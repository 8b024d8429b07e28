using System.Globalization;
using EventSchemas.Redis.Benchmarks;
using EventSchemas.TestKit;

if (RedisProcess.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 1;
}

switch (args)
{
    case ["publish", .. var rounds]:
        return await PublishComparison.RunAsync(rounds is [var count] ? Number(count) : 9) ? 0 : 1;
    case ["consume", .. var numbers]:
        return await ConsumeComparison.RunAsync(
            rounds: numbers is [var times, ..] ? Number(times) : 7,
            messages: numbers is [_, var all] ? Number(all) : ConsumeComparison.MostOnKafka) ? 0 : 1;
    default:
        Console.Error.WriteLine("Which comparison? publish [rounds], or consume [rounds [events]]");
        return 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
