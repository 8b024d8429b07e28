using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>All rules as data.</summary>
static class Rules
{
    private const string Declaration = "EventSchemas.Declaration";
    private const string Contract = "EventSchemas.Contract";
    private const string FeatureFlag = "EventSchemas.FeatureFlag";
    public const string HelpBase = "https://github.com/eventschemas/eventschemas/blob/main/docs/rules/";

    public static readonly DiagnosticDescriptor UnrepresentableMember = new(
        RuleIds.UnrepresentableMember, "Member can't be represented in Avro", "'{0}' can't be represented: {1}",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Every public member of an event, and of the records that it reaches, goes on the wire and needs a place in the Avro schema.", HelpBase + RuleIds.UnrepresentableMember + ".md");

    public static readonly DiagnosticDescriptor NotPartialRecord = new(
        RuleIds.NotPartialRecord, "Event is not a partial record", "'{0}' is an event, so it must be a partial record: {1}",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The generator adds a part to the event's record, and a record says what its members are.", HelpBase + RuleIds.NotPartialRecord + ".md");

    public static readonly DiagnosticDescriptor MalformedEventType = new(
        RuleIds.MalformedEventType, "Event type is malformed", "'{0}' is not an event type: write two or more words with dots between them, each a lower-case letter, then lower-case letters, digits, '_' and '-', for example 'org.openedx.learning.course.enrollment.created.v1'",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The event type names the schema's namespace, the registry's subject, the header that consumers find the event by, and the contract file.", HelpBase + RuleIds.MalformedEventType + ".md");

    public static readonly DiagnosticDescriptor DuplicateEventType = new(
        RuleIds.DuplicateEventType, "Event type is declared twice", "'{0}' is also the event type of '{1}': consumers tell events apart by it, so give one of them another",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Two records with one event type would write different schemas into one subject and one contract file.", HelpBase + RuleIds.DuplicateEventType + ".md");

    public static readonly DiagnosticDescriptor InvalidKey = new(
        RuleIds.InvalidKey, "Key does not lead to a plain value", "The key path '{0}' does not lead to a plain value that is always there: {1}",
        Declaration, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The key decides the partition, and with it which events stay in order.", HelpBase + RuleIds.InvalidKey + ".md");

    public static readonly DiagnosticDescriptor ContractMissing = new(
        RuleIds.ContractMissing, "Event has no contract file", "'{0}' has no contract file: build once outside CI to have {1} written, and commit it",
        Contract, DiagnosticSeverity.Info, isEnabledByDefault: true,
        "Later edits are held against the contract file, so an event without one is unprotected. In CI this is an error.", HelpBase + RuleIds.ContractMissing + ".md");

    public static readonly DiagnosticDescriptor ContractOutOfDate = new(
        RuleIds.ContractOutOfDate, "Record no longer matches its contract file", "'{0}' no longer matches its contract file ({1}); nobody breaks, so accept the change: use the fix, or run dotnet format analyzers",
        Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The contract file is what reviewers see of a change, and what the next change is held against.", HelpBase + RuleIds.ContractOutOfDate + ".md");

    public static readonly DiagnosticDescriptor ContractUnreadable = new(
        RuleIds.ContractUnreadable, "Contract file can't be read", "The contract file can't be read, so the event is unprotected: {0}",
        Contract, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Restore the file from version control, or delete it and build to have it written anew.", HelpBase + RuleIds.ContractUnreadable + ".md");

    public static readonly DiagnosticDescriptor ContractOrphaned = new(
        RuleIds.ContractOrphaned, "Contract file has no event", "No record of this project is the event '{0}' any more: services may still read or write it, so put the record back, mark it obsolete, or delete its contract files and shipped versions once nobody does",
        Contract, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An event that goes, or gets another event type, is gone for every service that reads it.", HelpBase + RuleIds.ContractOrphaned + ".md");

    public static readonly DiagnosticDescriptor ShippedVersionEdited = new(
        RuleIds.ShippedVersionEdited, "Shipped version was edited", "Version {0} of '{1}' is not what was shipped: its schema no longer fits the hash in {0}.contract.json beside it, so restore the file from version control",
        Contract, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Shipped versions are what other services read and write; edits are held against them, so they must stay what they were.", HelpBase + RuleIds.ShippedVersionEdited + ".md");

    public static readonly DiagnosticDescriptor FeatureFlagMissing = new(
        RuleIds.FeatureFlagMissing, "Event has no feature flag", "'{0}' has no feature flag, so nobody could switch it off: set FeatureFlag, or say in StableBecause why it needs none any more",
        FeatureFlag, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A new event goes out behind a flag, so that it can be switched off without a deployment.", HelpBase + RuleIds.FeatureFlagMissing + ".md");
}
