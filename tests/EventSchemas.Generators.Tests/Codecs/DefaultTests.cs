using System.Reflection;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>What a member gets that the writer lacks.</summary>
public abstract class DefaultTests(CodecConventions conventions)
{
    private static readonly Assembly Compiled = CodecConventions.Compile("""
        using System.Collections.Immutable;

        namespace Acme;

        [OpenEdxEvent("org.acme.filled.v1", FeatureFlag = "F")]
        public sealed partial record Filled(
            string Name,
            [AvroDefault(Json = "[1, 2]")] IReadOnlyList<int> Numbers,
            [AvroDefault] List<string> Tags,
            [AvroDefault(Json = "{\"k\": true}")] ImmutableDictionary<string, bool> Switches,
            [AvroDefault(Json = "{\"{X}\": 7}")] Point Point,
            [AvroDefault(Json = "{\"{Amount}\": 1}")] Payment Payment,
            [AvroDefault(Json = "\"\\u0001\\u00ff\"")] byte[] Data,
            [AvroDefault(Json = "\"\\u0001\\u0002\""), AvroFixed(2)] byte[] Fixed,
            [AvroDefault(Json = "\"\\u007b\""), AvroDecimal(5, 2)] decimal Price,
            [AvroDefault("2024-01-02T03:04:05+00:00")] DateTimeOffset At,
            [AvroDefault(Json = "19000")] DateOnly Day,
            [AvroDefault] Guid? Id,
            float Ratio = 1.5f,
            double Score = -2.25,
            long Total = long.MinValue,
            bool Flag = true,
            Color Color = Color.Green,
            string Text = "a\"b\u2603",
            Point? Corner = null);

        public readonly record struct Point(int X, int Y = 3);
        public enum Color { Red, Green }

        [AvroUnion(typeof(Cash))]
        public abstract record Payment;
        public sealed record Cash(long Amount) : Payment;

        [OpenEdxEvent("org.acme.mirrored.v1", FeatureFlag = "F")]
        public sealed partial record Mirrored(
            string Name, [WhenMissing("none")] string Mode, [WhenMissing] List<int> Numbers, [WhenMissing(3)] int Count, Inner Inner);

        public sealed record Inner(string Id, [WhenMissing(true)] bool Active);
        """);

    private static readonly Assembly CSharpDefaults = CodecConventions.Compile("""
        using EventSchemas.Avro;

        namespace Acme;

        public enum Mode { Off, On }
        public readonly record struct Point(int X, long Y = 4, Guid Id = default);
        public readonly record struct Deep(Point Point, bool Flag, DateOnly Day, Mode Mode = Mode.On);
        public sealed record Page<T>(T Item = default!);

        [OpenEdxEvent("org.acme.zeros.v1", FeatureFlag = "F")]
        public sealed partial record Zeros(
            string Name,
            Guid Id = default,
            [AvroLogicalType(AvroLogicalTypeKind.Uuid)] Guid Uuid = default,
            [AvroFixed(16)] Guid FixedId = default,
            DateTimeOffset At = default,
            [AvroLogicalType(AvroLogicalTypeKind.TimestampMillis)] DateTimeOffset Millis = default,
            [AvroLogicalType(AvroLogicalTypeKind.TimestampMicros)] DateTimeOffset Micros = default,
            [AvroLogicalType(AvroLogicalTypeKind.LocalTimestampMillis)] DateTime LocalMillis = default,
            [AvroLogicalType(AvroLogicalTypeKind.LocalTimestampMicros)] DateTime LocalMicros = default,
            DateOnly Day = default,
            TimeOnly Time = default,
            [AvroLogicalType(AvroLogicalTypeKind.TimeMillis)] TimeOnly TimeMillis = default,
            TimeSpan Span = default,
            AvroDuration Duration = default,
            ReadOnlyMemory<byte> Data = default,
            [AvroDecimal(5, 2)] decimal Price = default,
            [AvroDecimal(5, 2), AvroFixed(4)] decimal FixedPrice = default,
            Point Point = default,
            Deep Deep = default,
            Mode Mode = default,
            int Count = default,
            double Ratio = default,
            bool Flag = default);

        [OpenEdxEvent("org.acme.unzoned.v1", FeatureFlag = "F")]
        public sealed partial record Unzoned(string Name, DateTime At = default);

        [OpenEdxEvent("org.acme.texts.v1", FeatureFlag = "F")]
        public sealed partial record Texts(
            string Name,
            [AvroDefault("2024-01-02T03:04:05+02:00")] DateTimeOffset At,
            [AvroDefault("2024-01-02T03:04:05.678+02:00"), AvroLogicalType(AvroLogicalTypeKind.TimestampMillis)] DateTimeOffset Instant,
            [AvroDefault("2024-01-02T03:04:05"), AvroLogicalType(AvroLogicalTypeKind.LocalTimestampMillis)] DateTime Local,
            [AvroDefault("1969-12-31")] DateOnly Day,
            [AvroDefault("08:30:00.125")] TimeOnly Time,
            [AvroDefault("1.12:30:00")] TimeSpan Span,
            [AvroDefault("9.99"), AvroDecimal(5, 2)] decimal Price,
            [AvroDefault("Green")] Color Color,
            [AvroDefault] Guid Natural,
            [AvroDefault("192.0.2.1")] System.Net.IPAddress Address,
            [AvroDecimal(5, 2)] decimal Loss = -0.5m,
            [AvroDecimal(5, 2), AvroFixed(4)] decimal Fixed = 3m);

        public enum Color { Red, Green }
        """);

    private LoadedEvent Filled { get; } = conventions.Event(Compiled, "Filled");

    /// <summary>An event with a DateTime whose default is that of C#, which has no zone.</summary>
    protected LoadedEvent Unzoned { get; } = conventions.Event(CSharpDefaults, "Unzoned");

    private LoadedEvent Mirrored { get; } = conventions.Event(Compiled, "Mirrored");

    [Fact]
    public void Defaults_of_every_type_fill_what_the_writer_lacks()
    {
        byte[] data = [2, (byte)'x'];
        object value = Filled.Deserialize(data, NameOnly("Filled"));

        Assert.Equal("1,2", string.Join(",", (IEnumerable<int>)Member(value, "Numbers")!));
        Assert.Empty((List<string>)Member(value, "Tags")!);
        Assert.Equal(KeyValuePair.Create("k", true), Assert.Single((IEnumerable<KeyValuePair<string, bool>>)Member(value, "Switches")!));
        Assert.Equal("Point { X = 7, Y = 3 }", Member(value, "Point")!.ToString());
        Assert.Equal("Cash { Amount = 1 }", Member(value, "Payment")!.ToString());
        Assert.Equal([1, 255], (byte[])Member(value, "Data")!);
        Assert.Equal([1, 2], (byte[])Member(value, "Fixed")!);
        Assert.Equal(1.23m, Member(value, "Price"));
        Assert.Equal(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero), Member(value, "At"));
        Assert.Equal(new DateOnly(2022, 1, 8), Member(value, "Day"));
        Assert.Null(Member(value, "Id"));
        Assert.Equal(
            (1.5f, -2.25, long.MinValue, true),
            (Member(value, "Ratio"), Member(value, "Score"), Member(value, "Total"), Member(value, "Flag")));
        Assert.Equal(("Green", "a\"b☃", null), (Member(value, "Color")!.ToString(), Member(value, "Text"), Member(value, "Corner")));
    }

    [Fact]
    public void The_schema_that_is_parsed_again_has_the_same_defaults_and_Apache_accepts_them()
    {
        string text = Filled.Descriptor.RegistryText;

        Assert.Equal(text, AvroSchema.Parse(text).ToJson(AvroJsonFormat.Registry));
        Assert.NotNull(global::Avro.Schema.Parse(text));
    }

    [Fact]
    public void What_fills_a_missing_member_is_not_in_the_schema()
    {
        var schema = (AvroRecordSchema)Mirrored.Descriptor.Schema;

        Assert.All(schema.Fields, field => Assert.Null(field.Default));
        Assert.DoesNotContain("default", Mirrored.Descriptor.RegistryText, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_writers_event_is_filled()
    {
        byte[] data = [2, (byte)'x', 2, (byte)'i'];
        object value = Mirrored.Deserialize(data, Writer("Mirrored", """
            {"name": "{Name}", "type": "string"},
            {"name": "{Inner}", "type": {"type": "record", "name": "Inner", "fields": [{"name": "{Id}", "type": "string"}]}}
            """));

        Assert.Equal(("none", 3), (Member(value, "Mode"), Member(value, "Count")));
        Assert.Empty((List<int>)Member(value, "Numbers")!);
        Assert.Equal("Inner { Id = i, Active = True }", Member(value, "Inner")!.ToString());
    }

    [Fact]
    public void A_default_of_CSharp_is_that_value_for_older_events_too()
    {
        Type type = conventions.Type(CSharpDefaults, "Zeros");
        object read = conventions.Event(CSharpDefaults, "Zeros").Deserialize([2, (byte)'x'], NameOnly("Zeros"));

        ParameterInfo[] parameters = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters();
        Assert.All(parameters.Where(parameter => parameter.Name is not ("Name" or "Data")), parameter =>
            Assert.Equal(Activator.CreateInstance(parameter.ParameterType), Member(read, parameter.Name!)));
        Assert.Equal(0, ((ReadOnlyMemory<byte>)Member(read, "Data")!).Length);
    }

    [Fact]
    public void A_default_in_a_text_or_a_number_is_the_value_that_it_says()
    {
        object read = conventions.Event(CSharpDefaults, "Texts").Deserialize([2, (byte)'x'], NameOnly("Texts"));

        Assert.Equal(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), Member(read, "At"));
        Assert.Equal(new DateTimeOffset(2024, 1, 2, 1, 4, 5, 678, TimeSpan.Zero), Member(read, "Instant"));
        Assert.Equal(new DateTime(2024, 1, 2, 3, 4, 5), Member(read, "Local"));
        Assert.Equal(new DateOnly(1969, 12, 31), Member(read, "Day"));
        Assert.Equal(new TimeOnly(8, 30, 0, 125), Member(read, "Time"));
        Assert.Equal(new TimeSpan(1, 12, 30, 0), Member(read, "Span"));
        Assert.Equal((9.99m, -0.5m, 3m), (Member(read, "Price"), Member(read, "Loss"), Member(read, "Fixed")));
        Assert.Equal("Green", Member(read, "Color")!.ToString());
        Assert.Equal(Guid.Empty, Member(read, "Natural"));
        Assert.Equal(System.Net.IPAddress.Parse("192.0.2.1"), Member(read, "Address"));
    }

    /// <summary>The schema of a writer that knows the first member alone.</summary>
    protected AvroSchema NameOnly(string record) => Writer(record, """{"name": "{Name}", "type": "string"}""");

    private AvroSchema Writer(string record, string fields) => AvroSchema.Parse(
        conventions.Fill($$"""{"type": "record", "name": "{{conventions.Root(record)}}", "fields": [{{fields}}]}"""));

    private static object? Member(object value, string name) => value.GetType().GetProperty(name)!.GetValue(value);
}

/// <inheritdoc/>
public sealed class DefaultOfOpenEdxTests() : DefaultTests(CodecConventions.OpenEdx)
{
    [Fact]
    public void A_DateTime_without_a_zone_is_a_text_without_an_offset()
    {
        object read = Unzoned.Deserialize([2, (byte)'x'], NameOnly("Unzoned"));

        Assert.Equal($"Unzoned {{ Name = x, At = {default(DateTime)} }}", read.ToString());
    }
}

/// <inheritdoc/>
public sealed class DefaultOfAvroEventTests() : DefaultTests(CodecConventions.AvroEvent)
{
    [Fact]
    public void A_DateTime_without_a_zone_is_no_instant_and_no_default()
    {
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => Unzoned.Descriptor);

        Assert.StartsWith("Unzoned has no schema", e.Message, StringComparison.Ordinal);
    }
}
