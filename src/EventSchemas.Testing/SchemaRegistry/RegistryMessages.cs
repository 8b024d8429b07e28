using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventSchemas.Testing;

/// <summary>
/// A schema that a client sends. Clients also send metadata and a rule set, which are null unless data contracts are used.
/// </summary>
sealed record SchemaRequest(
    string? Schema, string? SchemaType, IReadOnlyList<SchemaReference>? References, JsonElement? Metadata, JsonElement? RuleSet);

/// <summary>The schema of an id or a GUID.</summary>
sealed record SchemaResponse(string Schema, IReadOnlyList<SchemaReference>? References);

/// <summary>A schema's id, and the GUID that it has in every registry.</summary>
sealed record IdResponse(int Id, Guid Guid);

/// <summary>A version of a subject.</summary>
sealed record VersionResponse(
    string Subject, int Version, int Id, Guid Guid, string Schema, IReadOnlyList<SchemaReference>? References);

/// <summary>A version that uses a schema.</summary>
sealed record UseResponse(string Subject, int Version);

/// <summary>Whether a schema is compatible, and why not.</summary>
sealed record CheckResponse([property: JsonPropertyName("is_compatible")] bool IsCompatible, IReadOnlyList<string>? Messages);

/// <summary>A level that a client sets.</summary>
sealed record LevelRequest(string? Compatibility);

/// <summary>The level that was set.</summary>
sealed record LevelSetResponse(string Compatibility);

/// <summary>The current level. Its property has another name than the request's.</summary>
sealed record LevelResponse(string CompatibilityLevel);

/// <summary>The registry's mode.</summary>
sealed record ModeResponse(string Mode);

/// <summary>Why a request failed.</summary>
sealed record ErrorResponse([property: JsonPropertyName("error_code")] int ErrorCode, string Message);
