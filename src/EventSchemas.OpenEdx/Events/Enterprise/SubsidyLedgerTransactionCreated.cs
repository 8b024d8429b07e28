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
