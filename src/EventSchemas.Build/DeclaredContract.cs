namespace EventSchemas.Build;

/// <summary>What an assembly says about one of its events, in its <c>EventContract</c> attribute.</summary>
sealed record DeclaredContract(string EventType, string Schema, string? Topic, string? Key, string? Compatibility);
