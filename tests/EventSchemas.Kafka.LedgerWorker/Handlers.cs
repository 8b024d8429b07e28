namespace EventSchemas.Kafka.LedgerWorker;

/// <summary>Writes down what it handles, and fails where it is meant to.</summary>
abstract class LedgerHandler(string name, LedgerFile file, LedgerSettings settings)
{
    protected async Task WriteAsync(LedgerEntered value, EventContext context, CancellationToken cancellationToken)
    {
        // Some calls end at once and some don't, as in a service.
        if (value.Number % 2 == 0)
        {
            await Task.Yield();
        }

        cancellationToken.ThrowIfCancellationRequested();
        bool fails = HandlerFailures.Always(settings.Seed, name, value)
            || (context.Attempt == 1 && HandlerFailures.AtFirst(settings.Seed, name, value));
        if (fails)
        {
            throw new InvalidOperationException("The ledger test lets this call fail.");
        }

        file.Write(FormattableString.Invariant($"handled {name} {value.Account} {value.Number} {context.Partition} {context.Offset}"));
    }
}

/// <summary>One of two handlers of each entry.</summary>
sealed class FirstHandler(LedgerFile file, LedgerSettings settings)
    : LedgerHandler(Name, file, settings), IEventHandler<LedgerEntered>
{
    public const string Name = "first";

    public Task HandleAsync(LedgerEntered value, EventContext context, CancellationToken cancellationToken) =>
        WriteAsync(value, context, cancellationToken);
}

/// <summary>The other one.</summary>
sealed class SecondHandler(LedgerFile file, LedgerSettings settings)
    : LedgerHandler(Name, file, settings), IEventHandler<LedgerEntered>
{
    public const string Name = "second";

    public Task HandleAsync(LedgerEntered value, EventContext context, CancellationToken cancellationToken) =>
        WriteAsync(value, context, cancellationToken);
}
