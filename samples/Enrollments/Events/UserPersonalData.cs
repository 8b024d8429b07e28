namespace Enrollments;

/// <summary>What identifies a person.</summary>
public sealed record UserPersonalData(string Username, string Email, string Name);
