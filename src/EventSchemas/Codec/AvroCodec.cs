using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Serializes events to Avro binary without framing, and back. All methods are safe for concurrent use.
/// </summary>
public static class AvroCodec
{
    /// <summary>Serializes an event.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="value">The event.</param>
    /// <returns>A new array of exactly the serialized length.</returns>
    /// <exception cref="EventDataException">The event holds a value that its schema can't represent.</exception>
    public static byte[] Serialize<T>(T value)
        where T : class, IEventContract<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        AvroWriter writer = AvroWriter.Rent();
        try
        {
            T.Write(ref writer, value);
            return writer.ToArray();
        }
        catch (EventDataException e) when (e.Offset < 0)
        {
            throw new EventDataException(e.Problem, writer.Length, null, e);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Serializes an event into the caller's memory. Allocates nothing.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="value">The event.</param>
    /// <param name="destination">Receives the event. Exactly the serialized length is enough.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException">The destination is too small. Its content is then undefined.</exception>
    /// <exception cref="EventDataException">The event holds a value that its schema can't represent.</exception>
    public static int Serialize<T>(T value, Span<byte> destination)
        where T : class, IEventContract<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        var writer = new AvroWriter(destination);
        try
        {
            T.Write(ref writer, value);
            writer.Complete(destination);
            return writer.Length;
        }
        catch (EventDataException e) when (e.Offset < 0)
        {
            throw new EventDataException(e.Problem, writer.Length, null, e);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Deserializes an event that was written with the record's own schema.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="data">The event, without trailing bytes.</param>
    /// <exception cref="EventDataException">The bytes are not such an event; the message says why and where.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> data)
        where T : class, IEventContract<T>
    {
        var reader = new AvroReader(data);
        try
        {
            T value = T.Read(ref reader);
            reader.EnsureEnd();
            return value;
        }
        catch (Exception e) when (DataPath.IsAboutData(e))
        {
            throw DataPath.Locate(e, reader.Position, T.Schema, data, AvroLimits.Default);
        }
    }

    /// <summary>
    /// Deserializes an event that was written with another schema. The resolution of that schema to the record's is computed once per
    /// <see cref="AvroSchema"/> instance, so reuse the instance.
    /// </summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="data">The event, without trailing bytes.</param>
    /// <param name="writer">The schema that the event was written with.</param>
    /// <exception cref="SchemaResolutionException">
    /// The schema can't be resolved to the record's; the exception lists all reasons.
    /// </exception>
    /// <exception cref="EventDataException">The bytes are not such an event, or hold a value that the record can't hold.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> data, AvroSchema writer)
        where T : class, IEventContract<T> =>
        Deserialize<T>(data, writer, AvroLimits.Default);

    /// <summary>Deserializes an event that was written with another schema, with limits other than the default.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="data">The event, without trailing bytes.</param>
    /// <param name="writer">The schema that the event was written with.</param>
    /// <param name="limits">Bounds on the data.</param>
    /// <exception cref="SchemaResolutionException">
    /// The schema can't be resolved to the record's; the exception lists all reasons.
    /// </exception>
    /// <exception cref="EventDataException">
    /// The bytes are not such an event, hold a value that the record can't hold, or exceed a limit.
    /// </exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> data, AvroSchema writer, AvroLimits limits)
        where T : class, IEventContract<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(limits);
        ResolutionPlan plan = ResolutionPlanCache<T>.Get(writer);
        var reader = new AvroReader(data, limits);
        T value = Read<T>(ref reader, data, plan, limits);
        reader.EnsureEnd();
        return value;
    }

    /// <summary>Deserializes an event from the start of the data and ignores trailing bytes, as the Python services do.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="data">The data.</param>
    /// <param name="plan">The resolution of the schema that the event was written with to the record's.</param>
    /// <param name="length">The number of bytes that the event took.</param>
    /// <exception cref="EventDataException">The bytes are not such an event, or hold a value that the record can't hold.</exception>
    public static T DeserializePrefix<T>(ReadOnlySpan<byte> data, ResolutionPlan plan, out int length)
        where T : class, IEventContract<T>
    {
        ArgumentNullException.ThrowIfNull(plan);
        var reader = new AvroReader(data);
        T value = Read<T>(ref reader, data, plan, AvroLimits.Default);
        length = reader.Position;
        return value;
    }

    private static T Read<T>(ref AvroReader reader, ReadOnlySpan<byte> data, ResolutionPlan plan, AvroLimits limits)
        where T : class, IEventContract<T>
    {
        try
        {
            return plan.IsIdentity ? T.Read(ref reader) : T.Read(ref reader, plan);
        }
        catch (Exception e) when (DataPath.IsAboutData(e))
        {
            throw DataPath.Locate(e, reader.Position, plan.Writer, data, limits);
        }
    }
}
