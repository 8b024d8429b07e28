namespace EventSchemas.Declarations;

/// <summary>A record of this assembly that has personal data, and whose <c>PrintMembers</c> the generator writes.</summary>
/// <param name="FullName">The type in generated code, with <c>global::</c>.</param>
/// <param name="Place">Where the part is declared.</param>
/// <param name="Keyword"><c>record</c> or <c>record struct</c>.</param>
/// <param name="Name">The name as it is written in C#, with type parameters.</param>
/// <param name="Modifiers">Those that the language requires of <c>PrintMembers</c>.</param>
/// <param name="CallsBase">Whether it derives from another record, whose members come first.</param>
/// <param name="Members">The members that it prints itself, in order.</param>
sealed record MaskedRecord(
    string FullName,
    TypePlace Place,
    string Keyword,
    string Name,
    string Modifiers,
    bool CallsBase,
    EquatableArray<PrintedMember> Members)
{
    /// <summary>Whether a printed member is obsolete.</summary>
    public bool UsesObsolete { get; init; }
}

/// <summary>A member that its record prints.</summary>
/// <param name="Name">The name as it is printed.</param>
/// <param name="IsPersonalData">Whether its value must not be printed.</param>
/// <param name="CanBeNull">Whether it can be null, which is printed as an empty text.</param>
/// <param name="IsValue">Whether its type is a value type.</param>
sealed record PrintedMember(string Name, bool IsPersonalData, bool CanBeNull, bool IsValue);

/// <summary>The declarations around a type, which an additional part of it repeats.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Types">The types around it, the outermost first.</param>
sealed record TypePlace(string Namespace, EquatableArray<ContainingType> Types);

/// <summary>A type around another.</summary>
/// <param name="Keyword">For example <c>record</c> or <c>class</c>.</param>
/// <param name="Name">The name, with its type parameters.</param>
sealed record ContainingType(string Keyword, string Name);
