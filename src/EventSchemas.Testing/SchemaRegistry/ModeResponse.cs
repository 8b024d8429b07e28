namespace EventSchemas.Testing;

/// <summary>The registry's mode.</summary>
sealed record ModeResponse(string Mode);
