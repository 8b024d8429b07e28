namespace EventSchemas.OpenEdx.Enterprise;

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
