namespace EventSchemas.Declarations;

/// <summary>What can be wrong with a declaration that the schema can't do without.</summary>
enum DeclarationProblemKind
{
    /// <summary>A member, or a record, has no place in a schema.</summary>
    Unrepresentable,

    /// <summary>Two types of the event have one name in its schema.</summary>
    DuplicateTypeName,

    /// <summary>Two members of a record have one name in its schema.</summary>
    DuplicateFieldName,

    /// <summary>The key path leads nowhere, or not to a plain leaf.</summary>
    Key,
}
