using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>
/// Writes a key as its text in JSON, as a value and as a property name. Every key type has this converter already; add it to the
/// serializer's options for a <see cref="MaybeKey{TKey}"/>.
/// </summary>
/// <typeparam name="TKey">The key type.</typeparam>
public sealed class KeyJsonConverter<TKey> : JsonConverter<TKey>
    where TKey : struct, ISpanParsable<TKey>
{
    /// <summary>Reads a key from a string.</summary>
    /// <param name="reader">The JSON.</param>
    /// <param name="typeToConvert">The key's type.</param>
    /// <param name="options">Not used.</param>
    /// <exception cref="JsonException">The value isn't a string, or its text isn't a valid key.</exception>
    public override TKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Parse(reader.GetString()!)
            : throw new JsonException($"A {typeof(TKey).Name} is a string, and this is {reader.TokenType}.");

    /// <summary>Writes the text; an empty one for the default.</summary>
    /// <param name="writer">Receives the JSON.</param>
    /// <param name="value">The key.</param>
    /// <param name="options">Not used.</param>
    public override void Write(Utf8JsonWriter writer, TKey value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }

    /// <summary>Reads a key from the name of a property.</summary>
    /// <param name="reader">The JSON.</param>
    /// <param name="typeToConvert">The key's type.</param>
    /// <param name="options">Not used.</param>
    /// <exception cref="JsonException">The name isn't a valid key.</exception>
    public override TKey ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString()!);

    /// <summary>Writes the text as the name of a property.</summary>
    /// <param name="writer">Receives the JSON.</param>
    /// <param name="value">The key.</param>
    /// <param name="options">Not used.</param>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TKey value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString() ?? "");
    }

    private static TKey Parse(string text)
    {
        try
        {
            return TKey.Parse(text, null);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}
