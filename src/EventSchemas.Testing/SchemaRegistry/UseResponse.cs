namespace EventSchemas.Testing;

/// <summary>Where a schema is used.</summary>
sealed record UseResponse(string Subject, int Version);
