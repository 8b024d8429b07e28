namespace EventSchemas.Declarations;

/// <summary>A member that the text of its record shows.</summary>
/// <param name="Name">The name, as the text shows it.</param>
/// <param name="IsPersonalData">Whether its value must not be shown.</param>
/// <param name="CanBeNull">Whether it can be null, which is shown as nothing.</param>
/// <param name="IsValue">Whether its type is a value type.</param>
sealed record PrintedMember(string Name, bool IsPersonalData, bool CanBeNull, bool IsValue);
