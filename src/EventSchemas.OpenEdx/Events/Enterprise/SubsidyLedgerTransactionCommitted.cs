namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>A transaction in a subsidy's ledger was committed: the value has moved.</summary>
/// <remarks>
/// Sent by the subsidy service once the learner has what was paid for. <c>LedgerTransaction.Uuid</c> identifies the transaction,
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
