using System.Reflection;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>An event with a member of every supported type, compiled once.</summary>
static class EveryType
{
    public const string Source = """
        using EventSchemas.Avro;
        using System.Collections.Immutable;
        using System.Collections.Frozen;

        namespace Acme;

        [OpenEdxEvent("org.acme.every.type.v1", Key = "Place", FeatureFlag = "F")]
        public sealed partial record Every(
            [AvroDecimal(10, 2)] decimal Price,
            [AvroDecimal(20, 4), AvroFixed(10)] decimal? Rate,
            [AvroLogicalType(AvroLogicalTypeKind.TimestampMillis)] DateTimeOffset Millis,
            [AvroLogicalType(AvroLogicalTypeKind.TimestampMicros)] DateTimeOffset Micros,
            [AvroLogicalType(AvroLogicalTypeKind.TimestampNanos)] DateTimeOffset Nanos,
            [AvroLogicalType(AvroLogicalTypeKind.TimestampMicros)] DateTime Instant,
            [AvroLogicalType(AvroLogicalTypeKind.LocalTimestampMillis)] DateTime LocalMillis,
            [AvroLogicalType(AvroLogicalTypeKind.LocalTimestampMicros)] DateTime? LocalMicros,
            [AvroLogicalType(AvroLogicalTypeKind.LocalTimestampNanos)] DateTime LocalNanos,
            DateTime Text,
            DateOnly Day,
            TimeOnly At,
            [AvroLogicalType(AvroLogicalTypeKind.TimeMillis)] TimeOnly AtMillis,
            TimeSpan Length,
            AvroDuration Period,
            [AvroLogicalType(AvroLogicalTypeKind.Uuid)] Guid UuidText,
            [AvroFixed(16)] Guid UuidBytes,
            [AvroFixed(4)] byte[] Fixed,
            [AvroFixed(4)] ReadOnlyMemory<byte> FixedMemory,
            ReadOnlyMemory<byte> Memory,
            Payment Payment,
            Payment? Refund,
            IReadOnlyList<Payment> Payments,
            Dictionary<string, List<Payment?>> Ledger,
            Place Place,
            System.Net.IPAddress? Address,
            IReadOnlyList<Place> Places,
            Point Point,
            Point? Corner,
            ImmutableArray<Point> Line,
            ImmutableList<string> Tags,
            IImmutableList<int>? Numbers,
            ImmutableDictionary<string, Point> Named,
            FrozenDictionary<string, int> Frozen,
            ICollection<int> Bag,
            IReadOnlyCollection<double> Scores,
            IDictionary<string, bool> Switches,
            [AvroConverter(typeof(CelsiusConverter))] Celsius Warm,
            Email Email,
            Email? Copy,
            IReadOnlyList<Email> Others,
            Page<Leaf> Leaves,
            Derived Derived,
            Tree? Tree,
            Mixed Mixed);

        [AvroUnion(typeof(Card), typeof(Cash), typeof(GiftCard))]
        public abstract record Payment(long Amount);
        public record Card(long Amount, string Number) : Payment(Amount);
        public sealed record Cash(long Amount) : Payment(Amount);
        public sealed record GiftCard(long Amount, string Number, string From) : Card(Amount, Number);

        public readonly record struct Point(int X, int Y);

        public sealed record Place(string Org, string Name) : ISpanParsable<Place>, ISpanFormattable
        {
            public static Place Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);
            public static bool TryParse(string? s, IFormatProvider? provider, out Place result) =>
                TryParse(s.AsSpan(), provider, out result);
            public static Place Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
                TryParse(s, provider, out Place place) ? place : throw new FormatException();
            public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Place result)
            {
                int colon = s.IndexOf(':');
                result = colon > 0 ? new Place(s[..colon].ToString(), s[(colon + 1)..].ToString()) : null!;
                return colon > 0;
            }
            public override string ToString() => Org + ":" + Name;
            public string ToString(string? format, IFormatProvider? provider) => ToString();
            public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
            {
                charsWritten = 0;
                if (!ToString().AsSpan().TryCopyTo(destination)) return false;
                charsWritten = ToString().Length;
                return true;
            }
        }

        public readonly struct Celsius(double degrees) { public double Degrees => degrees; }
        public sealed class CelsiusConverter : IAvroConverter<Celsius, double>
        {
            public static double ToWire(Celsius value) => value.Degrees;
            public static Celsius FromWire(double wire) =>
                wire >= -273.15 ? new(wire) : throw new ArgumentOutOfRangeException(nameof(wire), "colder than cold");
        }

        [AvroConverter(typeof(EmailConverter))]
        public sealed class Email(string address) { public string Address => address; }
        public sealed class EmailConverter : IAvroConverter<Email, string>
        {
            static string IAvroConverter<Email, string>.ToWire(Email value) => value.Address;
            static Email IAvroConverter<Email, string>.FromWire(string wire) => new(wire);
        }

        public sealed record Page<T>(IReadOnlyList<T> Items, int Total);
        public sealed record Leaf(string Name);
        public record Base(string Id) { public string? Note { get; init; } }
        public sealed record Derived(string Id, int Extra) : Base(Id);
        public sealed record Tree(string Label, IReadOnlyList<Tree> Children, Tree? Twin);
        public sealed record Mixed(int A)
        {
            public required string B { get; init; }
            public long C { get; set; }
            public int? D { get; init; }
        }

        public static class Sample
        {
            static readonly DateTimeOffset Time = new(2026, 11, 24, 13, 14, 15, TimeSpan.FromHours(2));

            public static Every Create() => new(
                -12345.67m, 3.1415m, Time, Time.AddTicks(1234560), Time.AddTicks(1234567), Time.UtcDateTime,
                new(2026, 1, 2, 3, 4, 5), null, new(2026, 1, 2, 3, 4, 5, 6),
                new(2026, 1, 2, 3, 4, 5), new(2026, 2, 28), new(23, 59, 59), new(1, 2, 3, 4), new TimeSpan(3, 4, 5, 6, 7), new(1, 2, 3),
                new("00112233-4455-6677-8899-aabbccddeeff"), new("00112233-4455-6677-8899-aabbccddeeff"),
                [1, 2, 3, 4], new byte[] { 5, 6, 7, 8 }, new byte[] { 9 },
                new Card(1, "4711"), new GiftCard(2, "n", "me"), [new Cash(3), new Card(4, "x")], new() { ["l"] = [null, new Cash(5)] },
                new("edX", "Demo"), System.Net.IPAddress.Parse("10.0.0.1"), [new("a", "b"), new("ø", "日本")],
                new(1, -1), new Point(2, -2), [new(3, 4)], ["t"], [1, 2], ImmutableDictionary<string, Point>.Empty.Add("k", new(5, 6)),
                new Dictionary<string, int> { ["f"] = 7 }.ToFrozenDictionary(), [1, 2, 3], [0.5, -0.5],
                new Dictionary<string, bool> { ["on"] = true },
                new(21.5), new("a@b"), null, [new("c@d")],
                new([new("leaf")], 1), new Derived("id", 2) { Note = "n" },
                new Tree("root", [new("child", [], null)], new Tree("twin", [], null)),
                new Mixed(1) { B = "b", C = long.MaxValue, D = null });
        }
        """;

    public static Assembly Assembly { get; } = GeneratorRun.Of(Source).Load();

    public static LoadedEvent Event { get; } = new(Assembly, "Acme.Every");

    /// <summary>The same event with [AvroEvent], whose date-times are instants.</summary>
    public static Assembly AssemblyOfAvro { get; } = GeneratorRun.Of(Source
        .Replace("[OpenEdxEvent(", "[AvroEvent(", StringComparison.Ordinal)
        .Replace("new(2026, 1, 2, 3, 4, 5), new(2026, 2, 28)", "Time.UtcDateTime, new(2026, 2, 28)", StringComparison.Ordinal)).Load();

    public static LoadedEvent EventOfAvro { get; } = new(AssemblyOfAvro, "Acme.Every");

    /// <summary>
    /// A schema with the same encoding that must be resolved for every string: it has bytes there.
    /// </summary>
    public static AvroSchema Foreign(LoadedEvent @event) =>
        AvroSchema.Parse(@event.Descriptor.RegistryText.Replace("\"string\"", "\"bytes\"", StringComparison.Ordinal));

    public static object Sample() => Sample(Assembly);

    public static object Sample(Assembly assembly) => assembly.GetType("Acme.Sample")!.GetMethod("Create")!.Invoke(null, null)!;
}
