using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventSchemas.Testing;

/// <summary>A schema that a client sends. Clients also send metadata and a rule set, which are null unless somebody uses data contracts.</summary>
sealed record SchemaRequest(string? Schema, string? SchemaType, IReadOnlyList<JsonElement>? References, JsonElement? Metadata, JsonElement? RuleSet);

/// <summary>A level that a client sets.</summary>
sealed record LevelRequest(string? Compatibility);

sealed record ErrorResponse([property: JsonPropertyName("error_code")] int ErrorCode, string Message);

sealed record IdResponse(int Id);

sealed record SchemaResponse(string Schema);

sealed record VersionResponse(string Subject, int Version, int Id, string Schema);

sealed record UseResponse(string Subject, int Version);

sealed record CheckResponse([property: JsonPropertyName("is_compatible")] bool IsCompatible, IReadOnlyList<string>? Messages);

sealed record LevelResponse(string CompatibilityLevel);

sealed record LevelSetResponse(string Compatibility);

sealed record ModeResponse(string Mode);
