namespace EventSchemas.Declarations;

/// <summary>The documentation of a record or an enum in the schema, from its comments.</summary>
/// <param name="FullName">The type, as <see cref="RecordDeclaration.FullName"/> or <see cref="EnumDeclaration.FullName"/> has it.</param>
/// <param name="Text">The text of the type; null where it has none.</param>
/// <param name="Members">The texts of members that have one.</param>
sealed record TypeDoc(string FullName, string? Text, EquatableArray<MemberDoc> Members);

/// <summary>The documentation of a member.</summary>
/// <param name="Name">The member, as <see cref="MemberDeclaration.Name"/> has it.</param>
/// <param name="Text">The text.</param>
sealed record MemberDoc(string Name, string Text);
