namespace EventSchemas.Testing;

/// <summary>A level, as it is asked for.</summary>
sealed record LevelResponse(string CompatibilityLevel);
