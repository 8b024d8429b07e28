namespace EventSchemas.Testing;

/// <summary>A level that a client sets.</summary>
sealed record LevelRequest(string? Compatibility);
