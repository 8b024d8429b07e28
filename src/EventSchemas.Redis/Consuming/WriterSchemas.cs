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
    private readonly bool _hasLibraries;

    /// <summary>Those of an event.</summary>
    public WriterSchemas(EventRegistration registration)
    {
        Registration = registration;
        EventDescriptor descriptor = registration.Descriptor;
        _writers =
        [
            .. descriptor.OlderVersions
                .Select(version => (Schema: AvroSchema.Parse(version.Schema), version.LibraryBelow))
                .Prepend((descriptor.Schema, LibraryBelow: (string?)null))
                .DistinctBy(version => version.Schema.ToJson(), StringComparer.Ordinal)
                .Select((version, index) => Plan(registration, version.Schema, version.LibraryBelow, isOwn: index == 0))
                .OfType<Writer>(),
        ];
        _hasLibraries = _writers.Any(writer => writer.LibraryBelow is not null);
    }

    public EventRegistration Registration { get; }

    /// <summary>
    /// Reads an event with the first schema whose event ends at the last byte. The schema that the writer's library had is tried first.
    /// </summary>
    /// <param name="data">The event.</param>
    /// <param name="library">The version of the writer's event library, as dotted integers.</param>
    /// <param name="allowsSurplus">Whether bytes may follow an event of the record's own schema, if none ends at the last byte.</param>
    public DecodedEvent Read(ReadOnlySpan<byte> data, string library, bool allowsSurplus)
    {
        if (OfLibrary(library) is { } likely && Read(likely, data) is { Value: not null, Surplus: 0 } first)
        {
            return first;
        }

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

    // The oldest version that the library still had. An older one has a lower bound.
    private Writer? OfLibrary(string library) => _hasLibraries
        ? Array.FindLast(_writers, writer => writer.LibraryBelow is { } bound && LibraryVersions.Compare(library, bound) < 0)
        : null;

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

    private static Writer? Plan(EventRegistration registration, AvroSchema schema, string? libraryBelow, bool isOwn)
    {
        try
        {
            return new Writer(registration.CreatePlan(schema), schema, libraryBelow);
        }
        catch (SchemaResolutionException) when (!isOwn)
        {
            // The record can't read that version any more.
            return null;
        }
    }

    private sealed record Writer(ResolutionPlan Plan, AvroSchema Schema, string? LibraryBelow);
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
