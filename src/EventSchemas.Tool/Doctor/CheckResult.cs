namespace EventSchemas.Tool;

/// <summary>What a check of <c>doctor</c> has found. Immutable.</summary>
/// <param name="Name">The check, by a name that stays the same.</param>
/// <param name="State">How it went.</param>
/// <param name="Detail">What is there, what is wrong, or why it wasn't checked.</param>
sealed record CheckResult(string Name, CheckState State, string Detail)
{
    /// <summary>What it is about, such as a topic; null for the bus as a whole.</summary>
    public string? Subject { get; init; }

    /// <summary>What to do; null where there is nothing to do.</summary>
    public string? Advice { get; init; }
}

/// <summary>How a check went.</summary>
enum CheckState
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>It was not checked; the detail says why.</summary>
    Skipped,

    /// <summary>It works, and something should be changed.</summary>
    Warning,

    /// <summary>Events are lost or don't arrive, now or at the next fault.</summary>
    Error,
}
