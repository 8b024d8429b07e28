namespace EventSchemas.Kafka.LedgerWorker;

/// <summary>An entry of the ledger. Its number follows that of the entry before it in the same account.</summary>
[OpenEdxEvent("org.acme.ledger.entered.v1", Topic = "ledger", Key = "Account", StableBecause = "a test event")]
public sealed partial record LedgerEntered(string Account, int Number);

/// <summary>The settings of a process. Immutable.</summary>
public sealed record LedgerSettings
{
    /// <summary>The group of all processes that handle events.</summary>
    public const string Group = "ledger-readers";

    /// <summary>Whether the process publishes; otherwise it handles.</summary>
    public bool Publishes { get; init; }

    /// <summary>The file that it writes.</summary>
    public required string File { get; init; }

    /// <summary>The number of accounts, which are published to at the same time.</summary>
    public int Accounts { get; init; }

    /// <summary>Decides which calls of handlers fail.</summary>
    public int Seed { get; init; }
}

/// <summary>Which calls of handlers fail: the same ones whenever the seed is the same.</summary>
public static class HandlerFailures
{
    private const uint AlwaysOneOf = 150;
    private const uint FirstOneOf = 20;

    /// <summary>Whether every call fails, so that the event becomes a dead letter.</summary>
    public static bool Always(int seed, string handler, LedgerEntered entry) => Hash(seed, handler, entry) % AlwaysOneOf == 0;

    /// <summary>Whether the first call fails.</summary>
    public static bool AtFirst(int seed, string handler, LedgerEntered entry) => Hash(seed, handler, entry) % FirstOneOf == 1;

    // HashCode differs from process to process.
    private static uint Hash(int seed, string handler, LedgerEntered entry)
    {
        uint hash = 2_166_136_261;
        foreach (char c in FormattableString.Invariant($"{seed} {handler} {entry.Account} {entry.Number}"))
        {
            hash = (hash ^ c) * 16_777_619;
        }

        return hash ^ (hash >> 15);
    }
}
