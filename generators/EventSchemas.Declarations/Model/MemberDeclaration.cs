namespace EventSchemas.Declarations;

/// <summary>A member of a record.</summary>
/// <param name="Name">The property's name, as it stands in C# (with <c>@</c> where it is a keyword).</param>
/// <param name="FieldName">The name in the schema.</param>
/// <param name="Aliases">The names that it had there before.</param>
/// <param name="Type">The type.</param>
/// <param name="Default">The default, where there is one.</param>
/// <param name="WhenMissing">What fills it where the writer lacks it and the schema has no default.</param>
sealed record MemberDeclaration(
    string Name,
    string FieldName,
    EquatableArray<string> Aliases,
    MemberType Type,
    MemberDefault? Default,
    MemberDefault? WhenMissing)
{
    /// <summary>Whether it says something about a person.</summary>
    public bool IsPersonalData { get; init; }

    /// <summary>What a reader takes where the writer doesn't know the member, if anything.</summary>
    public MemberDefault? Filling => Default ?? WhenMissing;
}
