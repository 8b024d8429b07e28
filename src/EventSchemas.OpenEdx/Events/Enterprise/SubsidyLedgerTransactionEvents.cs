namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>A transaction was opened in a subsidy's ledger.</summary>
/// <remarks>
/// Sent by the subsidy service; a commit or a failure follows. <c>LedgerTransaction.Uuid</c> identifies the transaction, <c>LmsUserId</c>
/// the learner. No personal data beyond ids. In openedx-events since 9.11.0.
/// </remarks>
/// <param name="LedgerTransaction">The transaction.</param>
[OpenEdxEvent(
    "org.openedx.enterprise.subsidy_ledger_transaction.created.v1",
    Key = "LedgerTransaction.Uuid",
    FeatureFlag = "SubsidyLedgerTransactionCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record SubsidyLedgerTransactionCreated(LedgerTransaction LedgerTransaction);

/// <summary>A transaction in a subsidy's ledger was committed: the value has moved.</summary>
/// <remarks>
/// Sent by the subsidy service once the learner has received what was paid for. <c>LedgerTransaction.Uuid</c> identifies the transaction,
/// <c>LmsUserId</c> the learner. No personal data beyond ids. In openedx-events since 9.11.0.
/// </remarks>
/// <param name="LedgerTransaction">The transaction.</param>
[OpenEdxEvent(
    "org.openedx.enterprise.subsidy_ledger_transaction.committed.v1",
    Key = "LedgerTransaction.Uuid",
    FeatureFlag = "SubsidyLedgerTransactionCommittedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record SubsidyLedgerTransactionCommitted(LedgerTransaction LedgerTransaction);

/// <summary>A transaction in a subsidy's ledger has failed: no value has moved.</summary>
/// <remarks>
/// Sent by the subsidy service, for example because the learner couldn't be enrolled. <c>LedgerTransaction.Uuid</c> identifies the
/// transaction, <c>LmsUserId</c> the learner. No personal data beyond ids. In openedx-events since 9.11.0.
/// </remarks>
/// <param name="LedgerTransaction">The transaction.</param>
[OpenEdxEvent(
    "org.openedx.enterprise.subsidy_ledger_transaction.failed.v1",
    Key = "LedgerTransaction.Uuid",
    FeatureFlag = "SubsidyLedgerTransactionFailedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record SubsidyLedgerTransactionFailed(LedgerTransaction LedgerTransaction);

/// <summary>A committed transaction in a subsidy's ledger was reversed: the value is back.</summary>
/// <remarks>
/// Sent by the subsidy service. <c>LedgerTransaction.Uuid</c> identifies the transaction that was reversed, <c>Reversal</c> the entry that
/// reversed it. No personal data beyond ids. In openedx-events since 9.11.0.
/// </remarks>
/// <param name="LedgerTransaction">The transaction.</param>
[OpenEdxEvent(
    "org.openedx.enterprise.subsidy_ledger_transaction.reversed.v1",
    Key = "LedgerTransaction.Uuid",
    FeatureFlag = "SubsidyLedgerTransactionReversedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record SubsidyLedgerTransactionReversed(LedgerTransaction LedgerTransaction);

/// <summary>A movement of value into or out of a subsidy's ledger.</summary>
/// <param name="Uuid">Identifies the transaction.</param>
/// <param name="Created">When its row was created.</param>
/// <param name="Modified">When its row was last changed.</param>
/// <param name="IdempotencyKey">A text that the client chooses, the same for each attempt at one transaction.</param>
/// <param name="Quantity">The amount that moved, in the ledger's unit, such as US cents; negative if it left the ledger.</param>
/// <param name="State"><c>created</c>, <c>pending</c>, <c>committed</c> or <c>failed</c>.</param>
/// <param name="LedgerUuid">Identifies the ledger.</param>
/// <param name="SubsidyAccessPolicyUuid">Identifies the policy that allowed the transaction.</param>
/// <param name="LmsUserId">The LMS id of the user that it is for.</param>
/// <param name="ContentKey">Identifies the course run that was paid for.</param>
/// <param name="ParentContentKey">The course of that run, as text.</param>
/// <param name="FulfillmentIdentifier">Identifies what was delivered for it, such as the enrollment.</param>
/// <param name="Reversal">The reversal of the transaction, if it was reversed.</param>
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

/// <summary>The reversal of a transaction: the value went back to where it came from.</summary>
/// <param name="Uuid">Identifies the reversal.</param>
/// <param name="Created">When its row was created.</param>
/// <param name="Modified">When its row was last changed.</param>
/// <param name="IdempotencyKey">A text that the client chooses, the same for each attempt at one reversal.</param>
/// <param name="Quantity">The amount that moved back, in the ledger's unit, such as US cents.</param>
/// <param name="State"><c>created</c>, <c>pending</c>, <c>committed</c> or <c>failed</c>.</param>
public sealed record LedgerTransactionReversal(
    Guid Uuid,
    DateTimeOffset Created,
    DateTimeOffset Modified,
    string IdempotencyKey,
    long Quantity,
    string State);
