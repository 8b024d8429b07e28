using System.Collections.Immutable;

namespace EventSchemas.Analyzers;

/// <summary>What a diagnostic about a contract carries for its fixes.</summary>
static class ContractProperties
{
    /// <summary>The contract's schema file, and the text that it would have if the change were accepted.</summary>
    public const string SchemaPath = "schemaPath";
    public const string SchemaText = "schemaText";

    /// <summary>The file beside it, and its text.</summary>
    public const string ContractPath = "contractPath";
    public const string ContractText = "contractText";

    /// <summary>
    /// What the diagnostic is about, by rule, record and member: a fix has worked if no diagnostic is about it any more.
    /// </summary>
    public const string Subject = "subject";

    /// <summary>The schema name of the record that was edited.</summary>
    public const string Record = "record";

    /// <summary>The name that a member or type had, where keeping it would undo the edit.</summary>
    public const string OldName = "oldName";

    /// <summary>The schema name of a member that was removed.</summary>
    public const string RemovedMember = "removedMember";

    /// <summary>The event type of the only event that breaks, where it is ours, and the file of its latest version.</summary>
    public const string EventType = "eventType";
    public const string LatestPath = "latestPath";

    /// <summary>The event type that no record declares any more, and the attribute that declared it.</summary>
    public const string MissingEventType = "missingEventType";
    public const string Attribute = "attribute";

    /// <summary>Present where the source may justify the break.</summary>
    public const string IsJustifiable = "isJustifiable";

    /// <summary>Adds what a fix needs to accept the record's current contract.</summary>
    public static ImmutableDictionary<string, string?> AddTexts(
        this ImmutableDictionary<string, string?> properties, CheckedEvent @event) =>
        @event.Verdict is not { State: not ContractState.Missing } verdict ? properties : properties
            .Add(SchemaPath, @event.Files.Schema?.Path)
            .Add(SchemaText, verdict.SchemaText)
            .Add(ContractPath, @event.Files.Contract?.Path)
            .Add(ContractText, verdict.ContractText);
}
