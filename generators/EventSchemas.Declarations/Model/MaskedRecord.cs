namespace EventSchemas.Declarations;

/// <summary>A record of this assembly that has personal data, and whose <c>PrintMembers</c> the generator writes.</summary>
/// <param name="FullName">The type in generated code, with <c>global::</c>.</param>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="ContainingTypes">The types around it.</param>
/// <param name="Keyword"><c>record</c> or <c>record struct</c>.</param>
/// <param name="Name">The name as it stands in C#, with type parameters.</param>
/// <param name="Modifiers">Those that the language demands of <c>PrintMembers</c>.</param>
/// <param name="CallsBase">Whether it derives from another record, whose members come first.</param>
/// <param name="Members">The members that it shows itself, in their order.</param>
sealed record MaskedRecord(
    string FullName,
    string Namespace,
    EquatableArray<ContainingType> ContainingTypes,
    string Keyword,
    string Name,
    string Modifiers,
    bool CallsBase,
    EquatableArray<PrintedMember> Members);
