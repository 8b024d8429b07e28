using System.Globalization;
using EventSchemas.EntityFrameworkCore.Benchmarks;
using EventSchemas.TestKit;

if (PostgresProcess.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 1;
}

await using Servers servers = await Servers.StartAsync();
switch (args)
{
    case ["publish", .. var rounds]:
        await PublishComparison.RunAsync(servers, rounds is [var count] ? Number(count) : 7);
        return 0;
    case ["dispatch", .. var events]:
        await DispatchComparison.RunAsync(servers, events is [var number] ? Number(number) : 20_000);
        return 0;
    case ["lock", .. var seconds]:
        await LockComparison.RunAsync(servers, TimeSpan.FromSeconds(seconds is [var time] ? Number(time) : 5));
        return 0;
    case ["horizon", .. var seconds]:
        await HorizonComparison.RunAsync(servers, TimeSpan.FromSeconds(seconds is [var length] ? Number(length) : 5));
        return 0;
    default:
        Console.Error.WriteLine("Which comparison? publish [rounds], dispatch [events], lock [seconds], or horizon [seconds]");
        return 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
