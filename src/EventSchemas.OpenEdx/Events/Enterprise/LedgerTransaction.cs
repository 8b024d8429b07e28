namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>A movement of value into or out of a subsidy's ledger.</summary>
/// <param name="Uuid">Identifies the transaction.</param>
/// <param name="Created">When its row was created.</param>
/// <param name="Modified">When its row was last changed.</param>
/// <param name="IdempotencyKey">A text of the client's own, the same for each attempt at the same transaction.</param>
/// <param name="Quantity">How much moved, in the ledger's unit, such as US cents; negative when it left the ledger.</param>
/// <param name="State"><c>created</c>, <c>pending</c>, <c>committed</c> or <c>failed</c>.</param>
/// <param name="LedgerUuid">Identifies the ledger.</param>
/// <param name="SubsidyAccessPolicyUuid">Identifies the policy that allowed the transaction.</param>
/// <param name="LmsUserId">The LMS's id of the user whom it is for.</param>
/// <param name="ContentKey">Identifies the course run that was paid for.</param>
/// <param name="ParentContentKey">The course of that run, as text.</param>
/// <param name="FulfillmentIdentifier">Identifies what the learner got for it, such as the enrollment.</param>
/// <param name="Reversal">What undid the transaction, where something did.</param>
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
    CourseKey ContentKey,
    string? ParentContentKey = null,
    string? FulfillmentIdentifier = null,
    LedgerTransactionReversal? Reversal = null);
