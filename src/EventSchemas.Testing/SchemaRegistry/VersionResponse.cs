namespace EventSchemas.Testing;

/// <summary>A version of a subject.</summary>
sealed record VersionResponse(string Subject, int Version, int Id, string Schema);
