using EventSchemas.Kafka.Benchmarks;

switch (args)
{
    case ["publish", .. var rounds]:
        await PublishComparison.RunAsync(rounds is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 9);
        return 0;
    default:
        Console.Error.WriteLine("Which comparison? publish [rounds]");
        return 1;
}
