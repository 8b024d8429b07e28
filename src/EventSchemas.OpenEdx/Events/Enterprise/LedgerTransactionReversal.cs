namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>What undid a transaction: the value went back where it came from.</summary>
/// <param name="Uuid">Identifies the reversal.</param>
/// <param name="Created">When its row was created.</param>
/// <param name="Modified">When its row was last changed.</param>
/// <param name="IdempotencyKey">A text of the client's own, the same for each attempt at the same reversal.</param>
/// <param name="Quantity">How much moved back, in the ledger's unit, such as US cents.</param>
/// <param name="State"><c>created</c>, <c>pending</c>, <c>committed</c> or <c>failed</c>.</param>
public sealed record LedgerTransactionReversal(
    Guid Uuid,
    DateTimeOffset Created,
    DateTimeOffset Modified,
    string IdempotencyKey,
    long Quantity,
    string State);
