using System.Text.Json.Serialization;

namespace EventSchemas.Testing;

/// <summary>Whether a schema is compatible, and why not.</summary>
sealed record CheckResponse([property: JsonPropertyName("is_compatible")] bool IsCompatible, IReadOnlyList<string>? Messages);
