using System.Text.Json.Serialization;

namespace EventSchemas.Testing;

/// <summary>Why a request failed.</summary>
sealed record ErrorResponse([property: JsonPropertyName("error_code")] int ErrorCode, string Message);
