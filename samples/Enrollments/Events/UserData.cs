namespace Enrollments;

/// <summary>A user.</summary>
public sealed record UserData(long Id, bool IsActive, UserPersonalData Pii);
