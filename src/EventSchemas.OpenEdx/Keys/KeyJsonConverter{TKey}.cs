using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>A key in JSON is its text, as a value and as the name of a property. Every key has this converter already; a <see cref="MaybeKey{TKey}"/> gets it through the options.</summary>
/// <typeparam name="TKey">The key.</typeparam>
public sealed class KeyJsonConverter<TKey> : JsonConverter<TKey>
    where TKey : struct, ISpanParsable<TKey>
{
    /// <summary>Reads a key from a string.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="typeToConvert">The key's type.</param>
    /// <param name="options">Not used.</param>
    /// <exception cref="JsonException">There is no string, or its text is no such key.</exception>
    public override TKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? Parse(reader.GetString()!)
        : throw new JsonException($"A {typeof(TKey).Name} is a string, and this is {reader.TokenType}.");

    /// <summary>Writes the text; an empty one for the default.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The key.</param>
    /// <param name="options">Not used.</param>
    public override void Write(Utf8JsonWriter writer, TKey value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }

    /// <summary>Reads a key from the name of a property.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="typeToConvert">The key's type.</param>
    /// <param name="options">Not used.</param>
    /// <exception cref="JsonException">The name is no such key.</exception>
    public override TKey ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

    /// <summary>Writes the text as the name of a property.</summary>
    /// <param name="writer">Where to.</param>
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
