using System.Globalization;
using EventSchemas.Avro;
using EventSchemas.Hosting;

namespace EventSchemas.Redis;

/// <summary>
/// The schemas that entries of one event may be written with: the record's own, then those of the versions that were shipped, the newest
/// first. Immutable.
/// </summary>
sealed class WriterSchemas
{
    private readonly Writer[] _writers;

    private WriterSchemas(EventRegistration registration, IEnumerable<AvroSchema> older)
    {
        Registration = registration;
        _writers =
        [
            .. older.Prepend(registration.Descriptor.Schema)
                .DistinctBy(schema => schema.ToJson(), StringComparer.Ordinal)
                .Select((schema, index) => Plan(registration, schema, isOwn: index == 0))
                .OfType<Writer>(),
        ];
    }

    public EventRegistration Registration { get; }

    /// <summary>Those of an event.</summary>
    /// <param name="registration">The event.</param>
    /// <param name="folder">The folder of the versions that were shipped; null without.</param>
    public static WriterSchemas Of(EventRegistration registration, string? folder)
    {
        string versions = Path.Combine(folder ?? "", registration.Descriptor.EventType);
        return new WriterSchemas(registration, string.IsNullOrEmpty(folder) || !Directory.Exists(versions) ? [] : Read(versions));
    }

    /// <summary>Reads an event with the first schema whose event ends at the last byte.</summary>
    /// <param name="data">The event.</param>
    /// <param name="allowsSurplus">Whether bytes may follow an event of the record's own schema, if none ends at the last byte.</param>
    public DecodedEvent Read(ReadOnlySpan<byte> data, bool allowsSurplus)
    {
        DecodedEvent own = Read(_writers[0], data);
        if (own is { Value: not null, Surplus: 0 })
        {
            return own;
        }

        foreach (Writer writer in _writers.AsSpan(1))
        {
            DecodedEvent older = Read(writer, data);
            if (older is { Value: not null, Surplus: 0 })
            {
                return older;
            }
        }

        return own.Value is null || allowsSurplus ? own : new DecodedEvent
        {
            Problem = string.Create(
                CultureInfo.InvariantCulture,
                $"{own.Surplus} bytes follow the event, so that its writer has another schema, and what was read may be wrong"),
        };
    }

    private DecodedEvent Read(Writer writer, ReadOnlySpan<byte> data)
    {
        try
        {
            object value = Registration.Read(data, writer.Plan, out int length);
            return new DecodedEvent { Value = value, Writer = writer.Schema, Surplus = data.Length - length };
        }
        catch (Exception e)
        {
            // A converter of the application can throw anything.
            return new DecodedEvent { Problem = e.Message, Cause = e };
        }
    }

    private static Writer? Plan(EventRegistration registration, AvroSchema schema, bool isOwn)
    {
        try
        {
            return new Writer(registration.CreatePlan(schema), schema);
        }
        catch (SchemaResolutionException) when (!isOwn)
        {
            // The record can't read that version any more.
            return null;
        }
    }

    private static IEnumerable<AvroSchema> Read(string folder) => Directory.EnumerateFiles(folder, "*.avsc")
        .OrderByDescending(file => int.TryParse(
            Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
        .Select(file => AvroSchema.Parse(File.ReadAllText(file)));

    private sealed record Writer(ResolutionPlan Plan, AvroSchema Schema);
}

/// <summary>An event that was read, or why it wasn't.</summary>
readonly record struct DecodedEvent
{
    /// <summary>The event; null where it can't be read.</summary>
    public object? Value { get; init; }

    /// <summary>The schema that it was written with.</summary>
    public AvroSchema? Writer { get; init; }

    /// <summary>How many bytes follow it.</summary>
    public int Surplus { get; init; }

    public string? Problem { get; init; }

    public Exception? Cause { get; init; }
}
