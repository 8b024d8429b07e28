using System.Globalization;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>That readers of one version get a default in place of what was written with the other one, without any error.</summary>
/// <param name="Difference">The difference that it follows from, in words.</param>
/// <param name="Direction">Who reads: services on the older version (forward), or those on the newer one (backward).</param>
/// <param name="Of">What the default stands in for.</param>
/// <param name="Value">The default.</param>
sealed record SilentRead(string Difference, AvroReadDirection Direction, SilentReadOf Of, string Value)
{
    /// <summary>What readers get without an error, where a transport has readers that resolve schemas.</summary>
    /// <param name="old">The older schema.</param>
    /// <param name="new">The newer one.</param>
    /// <param name="differences">What differs between them.</param>
    /// <param name="transports">The transports.</param>
    public static IReadOnlyList<SilentRead> Between(
        AvroSchema old, AvroSchema @new, IReadOnlyList<AvroDifference> differences, Transports transports)
    {
        if (!TransportTexts.Readings.Any(one => (transports & one.Transport) != 0 && one.Reading == AvroReading.Resolved))
        {
            return [];
        }

        var before = new Lazy<AvroJson>(() => AvroJson.Parse(old.ToJson()));
        var after = new Lazy<AvroJson>(() => AvroJson.Parse(@new.ToJson()));
        return [.. differences.SelectMany(difference => After(difference, before, after)).OfType<SilentRead>()];
    }

    /// <summary>Who reads what, as a sentence without an end.</summary>
    /// <param name="from">The name of the older version.</param>
    /// <param name="to">The name of the newer one.</param>
    public string In(string from, string to)
    {
        (string reader, string writer) = Direction == AvroReadDirection.Forward ? (from, to) : (to, from);
        return Of switch
        {
            SilentReadOf.Value => $"a service on {reader} reads the default {Value} instead of what is written with {writer}",
            SilentReadOf.MissingField => $"a service on {reader} reads the default {Value} where the field is missing",
            _ => $"a service on {reader} reads the symbol {Value} instead of one that it doesn't know",
        };
    }

    private static SilentRead?[] After(AvroDifference difference, Lazy<AvroJson> before, Lazy<AvroJson> after) => difference.Kind switch
    {
        AvroDifferenceKind.FieldRemoved or AvroDifferenceKind.FieldRenamed =>
            [ByOlder(difference, SilentReadOf.Value, DefaultAt(before, difference.OldLocation))],
        AvroDifferenceKind.FieldLooksRenamed =>
        [
            ByOlder(difference, SilentReadOf.Value, DefaultAt(before, difference.OldLocation)),
            ByNewer(difference, SilentReadOf.Value, DefaultAt(after, difference.NewLocation)),
        ],
        AvroDifferenceKind.DefaultChanged =>
        [
            ByOlder(difference, SilentReadOf.MissingField, difference.Old),
            ByNewer(difference, SilentReadOf.MissingField, difference.New),
        ],
        AvroDifferenceKind.EnumDefaultChanged =>
        [
            ByOlder(difference, SilentReadOf.UnknownSymbol, difference.Old),
            ByNewer(difference, SilentReadOf.UnknownSymbol, difference.New),
        ],
        AvroDifferenceKind.SymbolAdded => [ByOlder(difference, SilentReadOf.UnknownSymbol, difference.Old)],
        AvroDifferenceKind.SymbolRemoved => [ByNewer(difference, SilentReadOf.UnknownSymbol, difference.New)],
        _ => [],
    };

    private static SilentRead? ByOlder(AvroDifference difference, SilentReadOf of, string? value) =>
        value is null ? null : new SilentRead(difference.Message, AvroReadDirection.Forward, of, value);

    private static SilentRead? ByNewer(AvroDifference difference, SilentReadOf of, string? value) =>
        value is null ? null : new SilentRead(difference.Message, AvroReadDirection.Backward, of, value);

    private static string? DefaultAt(Lazy<AvroJson> schema, string pointer) => pointer.Split('/').Skip(1)
        .Aggregate((AvroJson?)schema.Value, (json, part) => int.TryParse(part, CultureInfo.InvariantCulture, out int index)
            ? json?.Items.ElementAtOrDefault(index)
            : json?.Member(part))
        ?.Member("default")?.ToString();
}

/// <summary>What a default stands in for.</summary>
enum SilentReadOf
{
    /// <summary>The value that was written.</summary>
    Value,

    /// <summary>A field that an event doesn't have.</summary>
    MissingField,

    /// <summary>A symbol that the reader doesn't know.</summary>
    UnknownSymbol,
}
