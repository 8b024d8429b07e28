namespace EventSchemas.Declarations;

/// <summary>
/// An event as its record declares it: the one reading that the generator and the analyzers share. Holds values only, no symbol,
/// no syntax and no location, so that equal declarations are equal objects.
/// </summary>
sealed record EventDeclaration
{
    public required string EventType { get; init; }

    public required string Namespace { get; init; }

    public required EquatableArray<ContainingType> ContainingTypes { get; init; }

    /// <summary>The record's name, as it stands in C#.</summary>
    public required string Name { get; init; }

    public required string FullName { get; init; }

    /// <summary><c>record</c>, or <c>class</c> where somebody annotated one.</summary>
    public required string Keyword { get; init; }

    /// <summary>Whether the stubs can be public.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>Whether everything that the event reaches has a place in a schema; where not, only the signatures of its stubs are written.</summary>
    public required bool IsRepresentable { get; init; }

    /// <summary>The event's own record, then those that it reaches, each once, in the order in which they are met.</summary>
    public required EquatableArray<RecordDeclaration> Records { get; init; }

    /// <summary>Whether a second part of the type can be written: it is a class without type parameters, and nothing around it is still without a name.</summary>
    public bool CanHaveStubs => Keyword is "record" or "class" && Name.Length > 0 && Name.IndexOf('<') < 0 && FullName.IndexOf("..", StringComparison.Ordinal) < 0 && FullName.IndexOf("::.", StringComparison.Ordinal) < 0;

    public string? Topic { get; init; }

    public KeyDeclaration? Key { get; init; }

    public string? FeatureFlag { get; init; }

    public string? StableBecause { get; init; }

    /// <summary>The last day on which the flag is needed, as it stands in the source.</summary>
    public string? FlagRemoveBy { get; init; }

    public string? Owner { get; init; }

    /// <summary>Whether another team owns the event.</summary>
    public bool IsMirror { get; init; }

    /// <summary>The breaks that the source justifies.</summary>
    public EquatableArray<JustifiedBreak> Justifications { get; init; }

    /// <summary>The members that say something about a person, as record and field: <c>UserPersonalData.email</c>.</summary>
    public IEnumerable<string> PersonalData =>
        Records.SelectMany(record => record.Members.Where(member => member.IsPersonalData).Select(member => $"{record.SchemaName}.{member.FieldName}"));

    /// <summary>The level in the registry's spelling where the attribute gives one; the project's counts where it doesn't.</summary>
    public string? Compatibility { get; init; }
}
