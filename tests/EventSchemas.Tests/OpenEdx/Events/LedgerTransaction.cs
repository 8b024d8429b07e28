namespace EventSchemas.Tests.OpenEdx;

public sealed record LedgerTransaction(
    Guid Uuid,
    DateTimeOffset Created,
    DateTimeOffset Modified,
    string IdempotencyKey,
    long Quantity,
    string State,
    Guid LedgerUuid,
    Guid SubsidyAccessPolicyUuid,
    long LmsUserId,
    string ContentKey,
    string? ParentContentKey,
    string? FulfillmentIdentifier,
    LedgerTransactionReversal? Reversal);
