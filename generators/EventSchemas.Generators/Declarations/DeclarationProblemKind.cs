namespace EventSchemas.Generators;

/// <summary>What can be wrong with a declaration that the schema can't do without.</summary>
enum DeclarationProblemKind
{
    /// <summary>A member, or a record, has no place in a schema.</summary>
    Unrepresentable,

    /// <summary>The key path leads nowhere, or not to a plain leaf.</summary>
    Key,
}
