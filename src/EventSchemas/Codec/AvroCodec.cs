using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Events as bare Avro binary, without any framing. All methods are safe for concurrent use.
/// </summary>
public static class AvroCodec
{
    /// <summary>Writes an event.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="value">The event.</param>
    /// <returns>An array of exactly the event's length.</returns>
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

    /// <summary>Writes an event into the caller's memory. Allocates nothing.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="value">The event.</param>
    /// <param name="destination">Where to; one of exactly the event's length is enough.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentException">The destination is too small. What it holds then is undefined.</exception>
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

    /// <summary>Reads an event that was written with the record's own schema.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="data">The event and nothing behind it.</param>
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
    /// Reads an event that was written with another schema. How that schema resolves to the record's is worked out once for
    /// each <see cref="AvroSchema"/> instance: keep the instance.
    /// </summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="data">The event and nothing behind it.</param>
    /// <param name="writer">The schema that it was written with.</param>
    /// <exception cref="SchemaResolutionException">The schema can't be read as the record's; all reasons are listed.</exception>
    /// <exception cref="EventDataException">The bytes are not such an event, or hold a value that the record has no place for.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> data, AvroSchema writer)
        where T : class, IEventContract<T> =>
        Deserialize<T>(data, writer, AvroLimits.Default);

    /// <summary>Reads an event that was written with another schema, within other limits than the default ones.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="data">The event and nothing behind it.</param>
    /// <param name="writer">The schema that it was written with.</param>
    /// <param name="limits">What the data may ask for.</param>
    /// <exception cref="SchemaResolutionException">The schema can't be read as the record's; all reasons are listed.</exception>
    /// <exception cref="EventDataException">
    /// The bytes are not such an event, hold a value that the record has no place for, or exceed a limit.
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

    /// <summary>Reads an event from the start of the data and tolerates what follows, as the services on the bus do.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="data">The data.</param>
    /// <param name="plan">How the schema that it was written with resolves to the record's.</param>
    /// <param name="length">How many bytes the event took.</param>
    /// <exception cref="EventDataException">The bytes are not such an event, or hold a value that the record has no place for.</exception>
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
