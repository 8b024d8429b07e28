using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>The transports that an event travels by. The numbers are those of <c>EventTransports</c>.</summary>
[Flags]
enum Transports
{
    None = 0,
    Kafka = 1,
    Redis = 2,
}

/// <summary>Transports as texts of settings and contract files, and what they mean for readers.</summary>
static class TransportTexts
{
    private static readonly (string Name, Transports Transport, AvroReading Reading)[] Known =
    [
        ("kafka", Transports.Kafka, AvroReading.Resolved),
        ("redis", Transports.Redis, AvroReading.Unresolved),
    ];

    /// <summary>Each transport, with how its readers decode events.</summary>
    public static IEnumerable<(Transports Transport, AvroReading Reading)> Readings =>
        Known.Select(known => (known.Transport, known.Reading));

    /// <summary>For example <c>kafka, redis</c>.</summary>
    public static string ToText(this Transports transports) =>
        string.Join(", ", Known.Where(known => (transports & known.Transport) != 0).Select(known => known.Name));

    /// <summary>The same as an expression in C#, for example <c>EventTransports.Kafka | EventTransports.Redis</c>.</summary>
    /// <param name="transports">The transports.</param>
    /// <param name="type">How the code names the type.</param>
    public static string ToCode(this Transports transports, string type) => string.Join(
        " | ", Known.Where(known => (transports & known.Transport) != 0).Select(known => $"{type}.{known.Transport}"));

    /// <summary>The transports of a list with commas or semicolons; null where the text isn't one.</summary>
    public static Transports? Parse(string? text)
    {
        Transports read = Transports.None;
        foreach (string name in (text ?? "").Split(',', ';').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            Transports one = Known.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)).Transport;
            if (one == Transports.None)
            {
                return null;
            }

            read |= one;
        }

        return read == Transports.None ? null : read;
    }
}
