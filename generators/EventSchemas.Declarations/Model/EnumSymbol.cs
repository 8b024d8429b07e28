namespace EventSchemas.Declarations;

/// <summary>A member of an enum.</summary>
/// <param name="Name">The member's name, as it stands in C#.</param>
/// <param name="Symbol">The symbol in the schema.</param>
/// <param name="Value">The number behind it.</param>
sealed record EnumSymbol(string Name, string Symbol, string Value);
