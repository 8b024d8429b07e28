using System.Buffers;
using System.Text;
using System.Text.Json;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Avro binary as JSON and back, by a schema alone, with the names of the schema. Both directions stream, and both forms lose nothing.
/// Safe for concurrent use.
/// </summary>
public static class AvroJsonText
{
    // A tag of a union is a level of JSON that has none in Avro.
    private const int JsonLevelsPerValue = 2;

    private const int ExtraLevels = 8;

    /// <summary>The JSON of Avro binary.</summary>
    /// <param name="schema">The schema that the data was written with.</param>
    /// <param name="data">The data.</param>
    /// <param name="form">The form of the JSON.</param>
    /// <param name="limits">Bounds on the data; <see langword="null"/> means <see cref="AvroLimits.Default"/>.</param>
    /// <exception cref="EventDataException">The data doesn't fit the schema; the exception names the member.</exception>
    public static string ToJson(
        AvroSchema schema, ReadOnlySpan<byte> data, AvroJsonForm form = AvroJsonForm.Plain, AvroLimits? limits = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(schema, data, json, form, limits);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes Avro binary as a JSON value.</summary>
    /// <param name="schema">The schema that the data was written with.</param>
    /// <param name="data">The data.</param>
    /// <param name="json">Receives the value. It isn't flushed.</param>
    /// <param name="form">The form of the JSON.</param>
    /// <param name="limits">Bounds on the data; <see langword="null"/> means <see cref="AvroLimits.Default"/>.</param>
    /// <exception cref="EventDataException">The data doesn't fit the schema; the exception names the member.</exception>
    public static void Write(
        AvroSchema schema,
        ReadOnlySpan<byte> data,
        Utf8JsonWriter json,
        AvroJsonForm form = AvroJsonForm.Plain,
        AvroLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(json);
        Write(schema, data, new JsonEncoder(json, form), limits);
    }

    /// <summary>Writes Avro binary as a JSON value, with <c>***</c> in place of what some members hold, such as personal data.</summary>
    /// <param name="schema">The schema that the data was written with.</param>
    /// <param name="data">The data.</param>
    /// <param name="json">Receives the value. It isn't flushed.</param>
    /// <param name="masked">
    /// The members, as record and field: <c>UserPersonalData.email</c>. <see cref="EventDescriptor.PersonalData"/> are those of an event.
    /// </param>
    /// <param name="form">The form of the JSON.</param>
    /// <param name="limits">Bounds on the data; <see langword="null"/> means <see cref="AvroLimits.Default"/>.</param>
    /// <exception cref="EventDataException">The data doesn't fit the schema; the exception names the member.</exception>
    public static void WriteMasked(
        AvroSchema schema,
        ReadOnlySpan<byte> data,
        Utf8JsonWriter json,
        IEnumerable<string> masked,
        AvroJsonForm form = AvroJsonForm.Plain,
        AvroLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(masked);
        Write(schema, data, new JsonEncoder(json, form) { Masked = masked.ToHashSet(StringComparer.Ordinal) }, limits);
    }

    private static void Write(AvroSchema schema, ReadOnlySpan<byte> data, JsonEncoder encoder, AvroLimits? limits)
    {
        var reader = new AvroReader(data, limits);
        try
        {
            encoder.Write(schema, ref reader);
            reader.EnsureEnd();
        }
        catch (EventDataException e) when (e.Path is null)
        {
            throw new EventDataException(e.Problem, e.Offset < 0 ? reader.Position : e.Offset, encoder.Path.ToString(), e);
        }
    }

    /// <summary>The Avro binary of JSON.</summary>
    /// <param name="schema">The schema to write.</param>
    /// <param name="json">The JSON.</param>
    /// <param name="form">The form of the JSON.</param>
    /// <param name="limits">Bounds on the data; <see langword="null"/> means <see cref="AvroLimits.Default"/>.</param>
    /// <exception cref="EventDataException">The JSON is malformed or doesn't fit the schema; the exception names the member.</exception>
    public static byte[] ToAvro(AvroSchema schema, string json, AvroJsonForm form = AvroJsonForm.Plain, AvroLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ToAvroFromUtf8(schema, Encoding.UTF8.GetBytes(json), form, limits);
    }

    /// <summary>The Avro binary of JSON in UTF-8.</summary>
    /// <param name="schema">The schema to write.</param>
    /// <param name="json">The JSON, without anything after it.</param>
    /// <param name="form">The form of the JSON.</param>
    /// <param name="limits">Bounds on the data; <see langword="null"/> means <see cref="AvroLimits.Default"/>.</param>
    /// <exception cref="EventDataException">The JSON is malformed or doesn't fit the schema; the exception names the member.</exception>
    public static byte[] ToAvroFromUtf8(
        AvroSchema schema, ReadOnlySpan<byte> json, AvroJsonForm form = AvroJsonForm.Plain, AvroLimits? limits = null)
    {
        limits ??= AvroLimits.Default;
        int depth = (limits.MaxDepth * JsonLevelsPerValue) + ExtraLevels;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depth });
        AvroWriter writer = AvroWriter.Rent();
        try
        {
            Read(schema, ref reader, ref writer, form, limits);
            EnsureEnd(ref reader);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>
    /// Reads one JSON value as Avro binary. The members of a record can be in any order; those that are in the schema's order stream.
    /// </summary>
    /// <param name="schema">The schema to write.</param>
    /// <param name="json">The JSON, before the value. It is at the value's end afterwards.</param>
    /// <param name="writer">Receives the data.</param>
    /// <param name="form">The form of the JSON.</param>
    /// <param name="limits">Bounds on the data; <see langword="null"/> means <see cref="AvroLimits.Default"/>.</param>
    /// <exception cref="EventDataException">The JSON is malformed or doesn't fit the schema; the exception names the member.</exception>
    public static void Read(
        AvroSchema schema,
        ref Utf8JsonReader json,
        ref AvroWriter writer,
        AvroJsonForm form = AvroJsonForm.Plain,
        AvroLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var decoder = new JsonDecoder(form, limits ?? AvroLimits.Default);
        try
        {
            JsonDecoder.Next(ref json);
            decoder.Read(schema, ref json, ref writer);
        }
        catch (EventDataException e) when (e.Path is null)
        {
            throw new EventDataException(e.Problem, (int)json.TokenStartIndex, decoder.Path.ToString(), e);
        }
        catch (JsonException e)
        {
            throw new EventDataException($"The JSON is malformed: {e.Message}", (int)json.BytesConsumed, decoder.Path.ToString(), e);
        }
    }

    private static void EnsureEnd(ref Utf8JsonReader json)
    {
        try
        {
            if (!json.Read())
            {
                return;
            }
        }
        catch (JsonException)
        {
            // Whatever follows, it is too much.
        }

        throw new EventDataException("Something follows the value", (int)json.BytesConsumed);
    }
}
