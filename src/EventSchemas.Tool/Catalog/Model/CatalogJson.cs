using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EventSchemas.Tool;

/// <summary>The catalogue as JSON: what isn't known, what is false, and empty lists are left out.</summary>
static class CatalogJson
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    /// <summary>The depth of schemas and examples is bounded where they are read.</summary>
    public const int MaxDepth = 512;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatSaysNothing } },
    };

    /// <summary>The JSON of a catalogue, on one line.</summary>
    public static string ToText(Catalog catalog) => JsonSerializer.Serialize(catalog, Options);

    /// <summary>The JSON of a change, on one line.</summary>
    public static string ToText(CatalogChange change) => JsonSerializer.Serialize(change, Options);

    /// <summary>The catalogue of a text.</summary>
    /// <exception cref="JsonException">It isn't one, or a newer version wrote it.</exception>
    public static Catalog Parse(string text)
    {
        JsonElement json = ElementOf(text);
        if (json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty("format", out JsonElement format)
            && format.ValueKind == JsonValueKind.Number
            && format.TryGetInt32(out int number)
            && number > Catalog.CurrentFormat)
        {
            throw new JsonException($"It has the format {number}, and this version reads {Catalog.CurrentFormat} at most: update it.");
        }

        if (HasNullElement(json))
        {
            throw new JsonException("An element of a list is null.");
        }

        return json.Deserialize<Catalog>(Options) ?? throw new JsonException("It is null.");
    }

    // Lists of the model have none; an event's example and its schema are whatever they are.
    private static bool HasNullElement(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.Null || HasNullElement(one)),
        JsonValueKind.Object => json.EnumerateObject().Any(one => one.Name is not ("json" or "schema") && HasNullElement(one.Value)),
        _ => false,
    };

    /// <summary>A JSON value within the catalogue.</summary>
    public static JsonElement ElementOf(string text) => JsonSerializer.Deserialize<JsonElement>(text, Options);

    private static void LeaveOutWhatSaysNothing(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties.Where(property => !IsAlwaysWritten(property)))
        {
            property.ShouldSerialize = (_, value) => value is not (null or false or ICollection { Count: 0 });
        }
    }

    private static bool IsAlwaysWritten(JsonPropertyInfo property) =>
        property.IsRequired || property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: false) == true;
}
