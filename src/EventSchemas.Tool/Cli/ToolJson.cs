using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventSchemas.Tool;

/// <summary>How commands write JSON: camel case, enums as words, indented, nothing that is null.</summary>
static class ToolJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static JsonSerializerOptions LineOptions { get; } = new(Options) { WriteIndented = false };

    /// <summary>Writes a value on the standard output, on a line of its own.</summary>
    public static void WriteJsonLine<T>(this ToolEnvironment environment, T value) =>
        environment.WriteText(JsonSerializer.Serialize(value, LineOptions));

    /// <summary>Writes a value on the standard output.</summary>
    public static void WriteJson<T>(this ToolEnvironment environment, T value) =>
        environment.WriteText(JsonSerializer.Serialize(value, Options));
}
