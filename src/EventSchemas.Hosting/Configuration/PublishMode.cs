namespace EventSchemas.Hosting;

/// <summary>
/// What becomes of an event that is published without a context. The outbox is the store of undelivered events, if the bus has one
/// (<see cref="PublishingOptions.UndeliveredFolder"/>), and otherwise that of the application's database. What is published to a context
/// is always in its transaction.
/// </summary>
public enum PublishMode
{
    /// <summary>It is sent. If the bus doesn't take it, publishing fails.</summary>
    Direct,

    /// <summary>It is kept in the outbox before publishing returns, and sent from there.</summary>
    Outbox,

    /// <summary>
    /// It is sent. If the bus is unavailable, or if it isn't known whether the bus has it, it is kept in the outbox and sent from there.
    /// While events of its key wait there, it follows them.
    /// </summary>
    OutboxWhenUnavailable,
}
