namespace EventSchemas.Declarations;

/// <summary>A record that goes on the wire: the event itself, or one that it reaches.</summary>
/// <param name="FullName">The type in generated code, with <c>global::</c>.</param>
/// <param name="SchemaName">The name in the schema.</param>
/// <param name="Aliases">The names that it had there before.</param>
/// <param name="Members">The members in the order of the wire.</param>
/// <param name="ConstructorArguments">For each parameter of the constructor, the position of its member; the others are set by initializer.</param>
/// <param name="IsRecursive">Whether its members lead back to it.</param>
sealed record RecordDeclaration(
    string FullName,
    string SchemaName,
    EquatableArray<string> Aliases,
    EquatableArray<MemberDeclaration> Members,
    EquatableArray<int> ConstructorArguments,
    bool IsRecursive)
{
    /// <summary>The record and those that it derives from, as far as their text must not show what they hold.</summary>
    public EquatableArray<MaskedRecord> Masked { get; init; }
}
