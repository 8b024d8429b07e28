namespace EventSchemas.Testing;

/// <summary>A level, as it has been set.</summary>
sealed record LevelSetResponse(string Compatibility);
