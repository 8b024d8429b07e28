using System.Globalization;
using System.Reflection;

namespace EventSchemas.Generators.Tests;

/// <summary>Which values are rejected, where, and why; and which are returned as the same object.</summary>
public abstract class ValueTests(CodecConventions conventions)
{
    private static readonly Assembly Compiled = CodecConventions.Compile("""
        using EventSchemas.Avro;
        using System.Collections.Immutable;

        namespace Acme;

        [OpenEdxEvent("org.acme.valued.v1", FeatureFlag = "F")]
        public sealed partial record Valued(
            string Name,
            [AvroDecimal(5, 2)] decimal? Price = null,
            [AvroLogicalType(AvroLogicalTypeKind.TimestampNanos)] DateTimeOffset? Nanos = null,
            [AvroLogicalType(AvroLogicalTypeKind.TimestampMillis)] DateTime? Instant = null,
            TimeSpan? Length = null,
            [AvroFixed(2)] byte[]? Code = null,
            Shape? Shape = null,
            Percent? Share = null,
            System.Net.IPAddress? Address = null,
            [Interned] string? Mode = null,
            Range? Range = null,
            ImmutableArray<int>? Numbers = null);

        [AvroUnion(typeof(Circle))]
        public abstract record Shape;
        public record Circle(int Radius) : Shape;
        public sealed record Ring(int Radius) : Circle(Radius);

        [AvroConverter(typeof(PercentConverter))]
        public readonly record struct Percent(int Value);
        public sealed class PercentConverter : IAvroConverter<Percent, int>
        {
            public static int ToWire(Percent value) => value.Value;
            public static Percent FromWire(int wire) =>
                wire is >= 0 and <= 100 ? new(wire) : throw new ArgumentException($"{wire} % is too much.");
        }

        public sealed record Range
        {
            public Range(int from, int to) =>
                (From, To) = from <= to ? (from, to) : throw new ArgumentException("The end lies before the start.");
            public int From { get; }
            public int To { get; }
        }

        public static class Make
        {
            public static Valued Price(string value) =>
                new("x", Price: decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
            public static Valued Nanos(string year) => new("x", Nanos: new DateTimeOffset(int.Parse(year), 1, 1, 0, 0, 0, TimeSpan.Zero));
            public static Valued Instant(string _) => new("x", Instant: new DateTime(2026, 1, 1));
            public static Valued Length(string _) => new("x", Length: TimeSpan.FromSeconds(-1));
            public static Valued Code(string _) => new("x", Code: [1, 2, 3]);
            public static Valued Shape(string _) => new("x", Shape: new Ring(1));
            public static Valued Numbers(string _) => new("x", Numbers: default(ImmutableArray<int>));
            public static Valued Name(string _) => new("a\ud800");
            public static Valued Share(string value) => new("x", Share: new Percent(int.Parse(value)));
            public static Valued Mode(string value) => new("x", Mode: value);
        }
        """);

    private LoadedEvent Event { get; } = conventions.Event(Compiled, "Valued");

    [Theory]
    [InlineData("Price", "1234.5", "1234.5 has more digits than decimal(5, 2) allows")]
    [InlineData("Price", "0.125", "0.125 has more digits")]
    [InlineData("Nanos", "2263", "outside the years 1677 to 2262")]
    [InlineData("Instant", "", "kind Unspecified is not an instant")]
    [InlineData("Length", "", "is negative, and an Avro duration can't be")]
    [InlineData("Code", "", "The schema says 2 bytes, and the value has 3")]
    [InlineData("Shape", "", "Ring is not a branch of Shape: add it to the end of its [AvroUnion]")]
    [InlineData("Numbers", "", "Valued.Numbers is null")]
    [InlineData("Name", "", "lone surrogate")]
    public void A_value_that_does_not_fit_the_schema_is_rejected_when_it_is_written(string member, string value, string problem)
    {
        Exception? e = Record.Exception(() => Event.Serialize(Create(member, value)));

        EventDataException found = Assert.IsType<EventDataException>(e);
        Assert.Contains(problem, found.Message, StringComparison.Ordinal);
        Assert.True(found.Offset >= 0, "It doesn't say where.");
    }

    [Theory]
    [InlineData("Price", "999.99")]
    [InlineData("Price", "-999.99")]
    [InlineData("Price", "-1.28")]
    [InlineData("Price", "1.2800")]
    [InlineData("Price", "0")]
    [InlineData("Nanos", "2262")]
    [InlineData("Nanos", "1678")]
    public void A_boundary_value_round_trips(string member, string value)
    {
        object written = Create(member, value);

        Assert.Equal(written, Event.Deserialize(Event.Serialize(written)));
    }

    [Theory]
    [InlineData("02 78 00 00 00 00 00 00 02 CA01", "101 % is too much.", "{Share}", 9)]
    [InlineData("02 78 00 00 00 00 00 00 00 02 06 612E62", "'a.b' is not a valid IPAddress", "{Address}", 10)]
    [InlineData("02 78 00 00 00 00 00 00 00 00 00 02 04 02", "The end lies before the start.", "{Range}.{To}", 13)]
    [InlineData("02 78 02 00", "A decimal has at least one byte", "{Price}", 3)]
    [InlineData("02 78 02 20 7F000000000000000000000000000000", "more digits than a decimal can hold", "{Price}", 3)]
    [InlineData("02 78 00 00 00 02 01000000 00000000 00000000", "has no length in days", "{Length}", 6)]
    public void What_a_converter_a_parser_or_a_constructor_rejects_is_the_one_exception_at_the_member(
        string hex, string problem, string path, int offset)
    {
        EventDataException e = Assert.Throws<EventDataException>(
            () => Event.Deserialize(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.Equal((conventions.Fill(path), offset), (e.Path, e.Offset));
    }

    [Theory]
    [InlineData("verified")]
    [InlineData("course-v1:edX+DemoX+Demo_Course_of_a_rather_long_name")]
    [InlineData("a")]
    [InlineData("")]
    public void An_interned_text_is_the_same_string_again(string text)
    {
        byte[] data = Event.Serialize(Create("Mode", text));

        Assert.Equal(text, Mode(data));
        Assert.Same(Mode(data), Mode(data));
    }

    [Fact]
    public void Interned_texts_are_never_confused_and_may_be_of_any_script()
    {
        for (int i = 0; i < 5_000; i++)
        {
            string text = string.Create(
                CultureInfo.InvariantCulture, $"course-v1:edX+C{i}{(i % 7 == 0 ? "é" : "")}{new string('x', i % 90)}");
            Assert.Equal(text, Mode(Event.Serialize(Create("Mode", text))));
        }
    }

    private string Mode(byte[] data)
    {
        object value = Event.Deserialize(data);
        return (string)value.GetType().GetProperty("Mode")!.GetValue(value)!;
    }

    private object Create(string method, string argument) =>
        conventions.Type(Compiled, "Make").GetMethod(method)!.Invoke(null, [argument])!;
}

/// <inheritdoc/>
public sealed class ValueOfOpenEdxTests() : ValueTests(CodecConventions.OpenEdx);

/// <inheritdoc/>
public sealed class ValueOfAvroEventTests() : ValueTests(CodecConventions.AvroEvent);
