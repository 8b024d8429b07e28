namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.enterprise.subsidy_ledger_transaction.committed.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record EnterpriseSubsidyLedgerTransactionCommitted(LedgerTransaction LedgerTransaction);
