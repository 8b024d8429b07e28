using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Examples of events, made from their schemas: plausible values by the names and types of the fields. The same schema always gives the
/// same example. Safe for concurrent use.
/// </summary>
public static class EventExample
{
    // Each failure moves one field on to its next candidate.
    private const int MostTries = 1_000;

    /// <summary>An example of an event.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <exception cref="EventDataException">
    /// No example could be made: a converter or a constructor refuses everything that was tried. The exception names the member.
    /// </exception>
    public static T Of<T>()
        where T : class, IEventContract<T> => Of<T>(T.Schema);

    /// <summary>An example of an event that was written with another schema, such as an older version's.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="writer">The schema that it is written with.</param>
    /// <exception cref="SchemaResolutionException">The record can't read the schema.</exception>
    /// <exception cref="EventDataException">No example could be made.</exception>
    public static T Of<T>(AvroSchema writer)
        where T : class, IEventContract<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        var generator = new ExampleGenerator();
        for (int left = MostTries; ; left--)
        {
            byte[] data = generator.Make(writer);
            try
            {
                T value = AvroCodec.Deserialize<T>(data, writer);
                AvroCodec.Serialize(value);
                return value;
            }
            catch (EventDataException e) when (left > 0 && e.Path is { } path && generator.TryNext(path))
            {
                // A type that is written as text or as a number refuses this one.
            }
        }
    }

    /// <summary>An example of an event as JSON, with the names of its schema.</summary>
    /// <typeparam name="T">The event record.</typeparam>
    /// <param name="form">The form of the JSON.</param>
    /// <exception cref="EventDataException">No example could be made.</exception>
    public static string JsonOf<T>(AvroJsonForm form = AvroJsonForm.Plain)
        where T : class, IEventContract<T> =>
        AvroJsonText.ToJson(T.Schema, AvroCodec.Serialize(Of<T>()), form);

    /// <summary>
    /// An example of a schema, as Avro binary. It fits the schema; whether a C# type takes its texts is known only to
    /// <see cref="Of{T}()"/>.
    /// </summary>
    /// <param name="schema">The schema.</param>
    /// <exception cref="ArgumentException">The schema has no finite value.</exception>
    public static byte[] DataOf(AvroSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new ExampleGenerator().Make(schema);
    }
}
