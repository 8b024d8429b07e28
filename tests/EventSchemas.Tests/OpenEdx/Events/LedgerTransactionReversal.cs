namespace EventSchemas.Tests.OpenEdx;

public sealed record LedgerTransactionReversal(
    Guid Uuid,
    DateTimeOffset Created,
    DateTimeOffset Modified,
    string IdempotencyKey,
    long Quantity,
    string State);
