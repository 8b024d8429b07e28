using System.Text.Json;

namespace EventSchemas.Testing;

/// <summary>
/// A schema that a client sends. Clients also send metadata and a rule set, which are null unless somebody uses data contracts.
/// </summary>
sealed record SchemaRequest(
    string? Schema, string? SchemaType, IReadOnlyList<JsonElement>? References, JsonElement? Metadata, JsonElement? RuleSet);
