namespace EventSchemas.OpenEdx.Enterprise;

/// <summary>A committed transaction in a subsidy's ledger was undone: the value is back.</summary>
/// <remarks>
/// Sent by the subsidy service. <c>LedgerTransaction.Uuid</c> identifies the transaction that was undone, <c>Reversal</c> the entry that
/// undid it. No personal data beyond ids. In openedx-events since 9.11.0.
/// </remarks>
/// <param name="LedgerTransaction">The transaction.</param>
[OpenEdxEvent(
    "org.openedx.enterprise.subsidy_ledger_transaction.reversed.v1",
    Key = "LedgerTransaction.Uuid",
    FeatureFlag = "SubsidyLedgerTransactionReversedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record SubsidyLedgerTransactionReversed(LedgerTransaction LedgerTransaction);
