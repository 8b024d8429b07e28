using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>The rules about declarations, contract files and justifications as data; those about versions are in <see cref="CompatibilityRules"/>.</summary>
static class Rules
{
    public const string HelpBase = RepositoryUrl.Value + "/blob/main/docs/rules/";

    private const string Declaration = "EventSchemas.Declaration";
    private const string Contract = "EventSchemas.Contract";
    private const string Compatibility = "EventSchemas.Compatibility";

    public static readonly DiagnosticDescriptor UnrepresentableMember = Create(
        RuleIds.UnrepresentableMember, Declaration, DiagnosticSeverity.Error, "Member can't be represented in Avro",
        "'{0}' can't be represented: {1}",
        "Every public member of an event, and of the records that it reaches, goes on the wire and needs a place in the Avro schema.");

    public static readonly DiagnosticDescriptor NotPartialRecord = Create(
        RuleIds.NotPartialRecord, Declaration, DiagnosticSeverity.Error, "Event is not a partial record",
        "'{0}' is an event, so it must be a partial record: {1}",
        "The generator adds a part to the event's record, and a record says what its members are.");

    public static readonly DiagnosticDescriptor MalformedEventType = Create(
        RuleIds.MalformedEventType, Declaration, DiagnosticSeverity.Error, "Event type is malformed",
        "'{0}' is not an event type: write two or more words with dots between them, each a lower-case letter, then lower-case letters, digits, '_' and '-', for example 'org.openedx.learning.course.enrollment.created.v1'",
        "The event type names the schema's namespace, the registry's subject, the header that consumers find the event by, and the contract file.");

    public static readonly DiagnosticDescriptor DuplicateEventType = Create(
        RuleIds.DuplicateEventType, Declaration, DiagnosticSeverity.Error, "Event type is declared twice",
        "'{0}' is also the event type of '{1}': consumers tell events apart by it, so give one of them another",
        "Two records with one event type would write different schemas into one subject and one contract file.");

    public static readonly DiagnosticDescriptor InvalidKey = Create(
        RuleIds.InvalidKey, Declaration, DiagnosticSeverity.Error, "Key does not lead to a plain value",
        "The key path does not lead to a plain value that is always there: {0}",
        "The key decides the partition, and with it which events stay in order.");

    public static readonly DiagnosticDescriptor DuplicateTypeName = Create(
        RuleIds.DuplicateTypeName, Declaration, DiagnosticSeverity.Error, "Two types of an event have one name",
        "The type of '{0}' can't have the name that it would have: {1}",
        "An Avro schema tells types apart by their names alone, without the namespaces of C#.");

    public static readonly DiagnosticDescriptor DuplicateFieldName = Create(
        RuleIds.DuplicateFieldName, Declaration, DiagnosticSeverity.Error, "Two members of a record have one name",
        "'{0}' can't have the name that it would have: {1}",
        "Names become snake_case in the schema, where two that differ in C# can be the same.");

    public static readonly DiagnosticDescriptor MalformedTopic = Create(
        RuleIds.MalformedTopic, Declaration, DiagnosticSeverity.Error, "Topic is malformed",
        "'{0}' can't be a topic: {1}",
        "A topic that Kafka refuses fails at the first publish, in production.");

    public static readonly DiagnosticDescriptor InitializerIsNoDefault = Create(
        RuleIds.InitializerIsNoDefault, Declaration, DiagnosticSeverity.Info, "Initializer is no default in the schema",
        "'{0}' starts with a value, but its schema has no default: what was written without the member can't be read; say [AvroDefault] if that value stands for a missing one",
        "An initializer counts in C# only. Readers take the default of the schema, which [AvroDefault] says.");

    public static readonly DiagnosticDescriptor PersonalDataShown = Create(
        RuleIds.PersonalDataShown, Declaration, DiagnosticSeverity.Info, "Personal data shows in a record's text",
        "'{0}' holds personal data, and its ToString shows it: make it partial, and the generator masks it",
        "What writes a record into a log or a message would give away whom it is about.");

    public static readonly DiagnosticDescriptor PythonCannotDeclare = Create(
        RuleIds.PythonCannotDeclare, Declaration, DiagnosticSeverity.Info, "A Python service can't declare the member",
        "A Python service on the bus can't declare a member like '{0}': openedx-events has no {1}",
        "The schema that a Python service generates for the same event would be another one, so it could read this event only through the registry.");

    public static readonly DiagnosticDescriptor PythonMisreads = Create(
        RuleIds.PythonMisreads, Declaration, DiagnosticSeverity.Info, "A Python service misreads a value of the member",
        "A Python service on the bus that declares '{0}' with a default reads {1}",
        "Its reader takes the attribute's default for whatever is false, zero or empty on the wire.");

    public static readonly DiagnosticDescriptor ContractMissing = Create(
        RuleIds.ContractMissing, Contract, DiagnosticSeverity.Info, "Event has no contract file",
        "'{0}' has no contract file: build once outside CI to have {1} written, and commit it",
        "Later edits are held against the contract file, so an event without one is unprotected. In CI this is an error.");

    public static readonly DiagnosticDescriptor ContractOutOfDate = Create(
        RuleIds.ContractOutOfDate, Contract, DiagnosticSeverity.Info, "Record no longer matches its contract file",
        "'{0}' no longer matches its contract file ({1}); nobody breaks, so accept the change: use the fix, or run dotnet format analyzers --severity info --diagnostics EVS2002",
        "The contract file is what reviewers see of a change, and what the next change is held against. In CI this is an error.");

    public static readonly DiagnosticDescriptor ContractUnreadable = Create(
        RuleIds.ContractUnreadable, Contract, DiagnosticSeverity.Error, "Contract file can't be read",
        "The contract file can't be read, so the event is unprotected: {0}",
        "Restore the file from version control, or delete it and build to have it written anew.");

    public static readonly DiagnosticDescriptor ContractOrphaned = Create(
        RuleIds.ContractOrphaned, Contract, DiagnosticSeverity.Warning, "Contract file has no event",
        "No record of this project is the event '{0}' any more: services may still read or write it, so put the record back, mark it obsolete, or delete its contract files and shipped versions once nobody does",
        "An event that goes, or gets another event type, is gone for every service that reads it.");

    public static readonly DiagnosticDescriptor ShippedVersionEdited = Create(
        RuleIds.ShippedVersionEdited, Contract, DiagnosticSeverity.Error, "Shipped version was edited",
        "Version {0} of '{1}' is not what was shipped: {2}, so restore the files from version control",
        "Shipped versions are what other services read and write; edits are held against them, so they must stay what they were.");

    public static readonly DiagnosticDescriptor NeverShipped = Create(
        RuleIds.NeverShipped, Contract, DiagnosticSeverity.Info, "Event has never been shipped",
        "No version of '{0}' has been shipped, so its breaks are only warnings: once services read or write it, run dotnet build -t:ShipEventSchemas",
        "What has been released must not be broken; what is only accepted may be. Without a shipped version nobody can tell the two apart.");

    public static readonly DiagnosticDescriptor ContractDuplicate = Create(
        RuleIds.ContractDuplicate, Contract, DiagnosticSeverity.Error, "Event has two contract files",
        "'{0}' has its contract in {1} already: edits are held against that one, so delete the other",
        "Two files for one event would let an edit be held against the wrong one.");

    public static readonly DiagnosticDescriptor SettingInvalid = Create(
        RuleIds.SettingInvalid, Contract, DiagnosticSeverity.Error, "Setting says nothing that it can say",
        "{0} is '{1}', and can be {2}; until then its default counts",
        "A misspelt setting would otherwise be passed over, and the default would count unnoticed.");

    public static readonly DiagnosticDescriptor JustificationIncomplete = Create(
        RuleIds.JustificationIncomplete, Compatibility, DiagnosticSeverity.Error, "Justification says too little",
        "The justification of '{0}' {1}",
        "A break is agreed to by a line that reviewers can judge: which rule, why nobody breaks, and until when.");

    public static readonly DiagnosticDescriptor JustificationExpired = Create(
        RuleIds.JustificationExpired, Compatibility, DiagnosticSeverity.Warning, "Justification has expired",
        "The justification of '{0}' held until {1}: undo the break, or agree to a later day",
        "A break that was agreed to for a time has to be looked at again when it is over.");

    public static readonly DiagnosticDescriptor JustificationUnused = Create(
        RuleIds.JustificationUnused, Compatibility, DiagnosticSeverity.Info, "Justification justifies nothing",
        "No version is broken by '{0}' here, so the justification can go",
        "A justification that outlives its break would hide the next one.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnrepresentableMember, NotPartialRecord, MalformedEventType, DuplicateEventType, InvalidKey, DuplicateTypeName, DuplicateFieldName, MalformedTopic, InitializerIsNoDefault, PersonalDataShown,
        PythonCannotDeclare, PythonMisreads,
        ContractMissing, ContractOutOfDate, ContractUnreadable, ContractOrphaned, ShippedVersionEdited, NeverShipped, ContractDuplicate, SettingInvalid,
        JustificationIncomplete, JustificationExpired, JustificationUnused,
    ];

    /// <summary>A rule with its page.</summary>
    public static DiagnosticDescriptor Create(string id, string category, DiagnosticSeverity severity, string title, string message, string why) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, why, $"{HelpBase}{id}.md");
}
