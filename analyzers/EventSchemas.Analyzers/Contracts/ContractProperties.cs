namespace EventSchemas.Analyzers;

/// <summary>What a diagnostic about a contract carries for the fix that accepts the change: the files, and the texts that they would have.</summary>
static class ContractProperties
{
    public const string SchemaPath = "schemaPath";
    public const string SchemaText = "schemaText";
    public const string ContractPath = "contractPath";
    public const string ContractText = "contractText";

    /// <summary>The name that a member or type had, where keeping it would undo the edit.</summary>
    public const string OldName = "oldName";
}
