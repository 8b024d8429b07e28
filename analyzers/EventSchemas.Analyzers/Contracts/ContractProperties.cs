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

    /// <summary>What the diagnostic is about, by rule, record and member: a fix has worked where nothing is about it any more.</summary>
    public const string Subject = "subject";

    /// <summary>The schema name of the record that was edited.</summary>
    public const string Record = "record";

    /// <summary>The name that a member or type had, where keeping it would undo the edit.</summary>
    public const string OldName = "oldName";

    /// <summary>The schema name of a member that has gone.</summary>
    public const string GoneMember = "goneMember";

    /// <summary>The event type of the only event that breaks, where it is ours, and the file of its latest version.</summary>
    public const string EventType = "eventType";
    public const string LatestPath = "latestPath";

    /// <summary>There where the source may say that nobody suffers from the break.</summary>
    public const string IsJustifiable = "isJustifiable";
}
