using System.Globalization;
using System.Reflection;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>Data of other schemas than the record's.</summary>
public abstract class EvolutionTests(CodecConventions conventions)
{
    private static readonly Assembly Compiled = CodecConventions.Compile("""
        using EventSchemas.Avro;

        namespace Acme;

        [OpenEdxEvent("org.acme.paid.v1", FeatureFlag = "F")]
        public sealed partial record Paid(
            [AvroDecimal(12, 4)] decimal? Price,
            [AvroLogicalType(AvroLogicalTypeKind.TimestampMicros)] DateTimeOffset? At,
            TimeOnly? Clock,
            Payment? By,
            [AvroAlias("label"), AvroAlias("title")] string? Name,
            [AvroFixed(2)] byte[]? Code,
            Node? Node,
            Old? Renamed,
            [AvroLogicalType(AvroLogicalTypeKind.LocalTimestampMicros)] DateTime? Local,
            [AvroAlias("former")] IReadOnlyList<Pair>? First,
            [AvroAlias("former")] IReadOnlyList<Pair>? Second,
            [AvroAlias("former")] IReadOnlyList<Pair>? Third,
            IReadOnlyList<Old>? Olds);

        public sealed record Pair(
            [property: AvroAlias("value")] string Left, [property: AvroAlias("value")] string Right,
            [AvroAlias("inner")] Pair? Up, [AvroAlias("inner")] Pair? Down, int Number);

        [AvroUnion(typeof(Card), typeof(Cash))]
        public abstract record Payment;
        public sealed record Card(string Number) : Payment;
        public sealed record Cash(long Amount) : Payment;

        public sealed record Node(string Id, Node? Next, double? Weight);

        [AvroAlias("elsewhere.Before")]
        public sealed record Old(int A);
        """);

    private LoadedEvent Event { get; } = conventions.Event(Compiled, "Paid");

    [Theory]
    [InlineData("""{"type": "bytes", "logicalType": "decimal", "precision": 10, "scale": 2}""", "04 3039", "Price", "123.45")]
    [InlineData("""{"type": "bytes", "logicalType": "decimal", "precision": 10, "scale": 6}""", "04 CFC7", "Price", "-0.012345")]
    [InlineData("""{"type": "bytes"}""", "04 3039", "Price", "1.2345")]
    [InlineData("""["null", {"type": "bytes", "logicalType": "decimal", "precision": 10, "scale": 2}]""", "02 02 7B", "Price", "1.23")]
    public void A_decimal_is_read_at_the_scale_that_it_was_written_with(string type, string hex, string member, string expected) =>
        Assert.Equal(expected, Text(Read(type, "{Price}", hex), member));

    [Theory]
    [InlineData("timestamp-millis", "02", "01/01/1970 00:00:00 +00:00.001")]
    [InlineData("timestamp-micros", "02", "01/01/1970 00:00:00 +00:00.000001")]
    [InlineData("timestamp-nanos", "CF0F", "12/31/1969 23:59:59 +00:00.999999")]
    public void An_instant_is_read_in_the_unit_that_it_was_written_with(string unit, string hex, string expected)
    {
        var at = (DateTimeOffset)Member(Read($$"""{"type": "long", "logicalType": "{{unit}}"}""", "{At}", hex), "At")!;

        Assert.Equal(
            expected, at.ToString(CultureInfo.InvariantCulture) + at.ToString(".ffffff", CultureInfo.InvariantCulture).TrimEnd('0'));
    }

    [Fact]
    public void Milliseconds_of_a_day_written_as_an_int_are_read_as_microseconds() =>
        Assert.Equal(new TimeOnly(0, 0, 0, 1), Member(Read("""{"type": "int", "logicalType": "time-millis"}""", "{Clock}", "02"), "Clock"));

    [Theory]
    [InlineData("local-timestamp-millis", "02", 1_000)]
    [InlineData("local-timestamp-micros", "02", 1)]
    [InlineData("local-timestamp-nanos", "CF0F", -1)]
    public void A_local_timestamp_is_read_as_the_instant_of_its_wall_clock_in_UTC(string unit, string hex, long microseconds) =>
        Assert.Equal(
            DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds),
            Member(Read($$"""{"type": "long", "logicalType": "{{unit}}"}""", "{At}", hex), "At"));

    [Theory]
    [InlineData("timestamp-millis", "02", 1_000)]
    [InlineData("timestamp-micros", "02", 1)]
    public void An_instant_is_read_as_a_local_timestamp_by_its_wall_clock_in_UTC(string unit, string hex, long microseconds)
    {
        object read = Read($$"""["null", {"type": "long", "logicalType": "{{unit}}"}]""", "{Local}", "02" + hex);

        Assert.Equal(DateTime.UnixEpoch.AddMicroseconds(microseconds), Member(read, "Local"));
    }

    [Fact]
    public void Other_logical_types_that_differ_are_read_as_the_type_beneath() =>
        Assert.Equal(new TimeOnly(10), Member(Read("""{"type": "int", "logicalType": "date"}""", "{Clock}", "02"), "Clock"));

    [Theory]
    [InlineData("""{"type": "record", "name": "Cash", "fields": [{"name": "{Amount}", "type": "int"}]}""", "04", "Cash { Amount = 2 }")]
    [InlineData(
        """
        [
          {"type": "record", "name": "Cash", "fields": [{"name": "{Amount}", "type": "long"}]},
          "null",
          {"type": "record", "name": "Card", "fields": [{"name": "{Number}", "type": "bytes"}]}
        ]
        """,
        "04 02 78",
        "Card { Number = x }")]
    [InlineData("""[{"type": "record", "name": "Cash", "fields": [{"name": "{Amount}", "type": "long"}]}, "null"]""", "02", "")]
    [InlineData("\"null\"", "", "")]
    public void Unions_are_read_from_single_types_and_from_unions_in_another_order(string type, string hex, string expected) =>
        Assert.Equal(expected, Text(Read(type, "{By}", hex), "By"));

    [Fact]
    public void A_branch_that_the_reader_lacks_fails_only_if_the_data_has_it()
    {
        const string type =
            """
            [
              "null",
              {"type": "record", "name": "Voucher", "fields": [{"name": "code", "type": "string"}]},
              {"type": "record", "name": "Cash", "fields": [{"name": "{Amount}", "type": "long"}]}
            ]
            """;

        Assert.Equal("Cash { Amount = 1 }", Text(Read(type, "{By}", "04 02"), "By"));
        EventDataException e = Assert.Throws<EventDataException>(() => Read(type, "{By}", "02 02 78"));
        Assert.Contains(
            "record Voucher here, the data holds one, and the reader has no place for it", e.Message, StringComparison.Ordinal);
        Assert.Equal(conventions.Field("By"), e.Path);
    }

    [Theory]
    [InlineData("label")]
    [InlineData("title")]
    public void A_former_name_of_a_member_is_read(string field) => Assert.Equal("x", Text(Read("\"string\"", field, "02 78"), "Name"));

    [Fact]
    public void Former_names_that_match_two_fields_are_rejected()
    {
        SchemaResolutionException e = Assert.Throws<SchemaResolutionException>(
            () => Event.Deserialize([0, 0], Writer("""{"name": "label", "type": "string"}, {"name": "title", "type": "string"}""")));

        Assert.Equal(AvroIncompatibilityKind.AmbiguousAlias, Assert.Single(e.Incompatibilities).Kind);
    }

    [Fact]
    public void A_former_name_of_a_record_is_read() =>
        Assert.Equal(
            "Old { A = 1 }",
            Text(
                Read("""{"type": "record", "name": "Before", "fields": [{"name": "{A}", "type": "int"}]}""", "{Renamed}", "02"),
                "Renamed"));

    [Fact]
    public void A_fixed_of_another_size_is_rejected_and_of_the_same_is_read()
    {
        Assert.Equal([1, 2], (byte[])Member(Read("""{"type": "fixed", "name": "Fixed2", "size": 2}""", "{Code}", "01 02"), "Code")!);
        Assert.Throws<SchemaResolutionException>(() => Read("""{"type": "fixed", "name": "Fixed2", "size": 3}""", "{Code}", "01 02 03"));
    }

    [Fact]
    public void A_failure_is_found_once_and_thrown_each_time()
    {
        AvroSchema writer = Writer("""{"name": "{By}", "type": "int"}, {"name": "{Code}", "type": "string"}""");

        SchemaResolutionException first = Assert.Throws<SchemaResolutionException>(() => Event.Deserialize([0, 0], writer));
        SchemaResolutionException second = Assert.Throws<SchemaResolutionException>(() => Event.Deserialize([0, 0], writer));

        Assert.Equal(2, first.Incompatibilities.Count);
        Assert.NotSame(first, second);
        Assert.Same(first.Incompatibilities, second.Incompatibilities);
    }

    [Fact]
    public void A_recursive_record_that_does_not_resolve_is_rejected_as_a_whole()
    {
        const string node =
            """
            {
              "type": "record", "name": "Node",
              "fields": [{"name": "{Next}", "type": ["null", "Node"]}, {"name": "{Id}", "type": "boolean"}]
            }
            """;

        Assert.Throws<SchemaResolutionException>(() => Read(node, "{Node}", "00 00"));
        EventDataException e = Assert.Throws<EventDataException>(() => Read($$"""["null", {{node}}]""", "{Node}", "02 00 00"));
        Assert.Contains("TypeMismatch: reader type: STRING not compatible with writer type: BOOLEAN", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recursive_record_is_read_with_promotions()
    {
        const string node =
            """
            {
              "type": "record", "name": "Node",
              "fields": [
                {"name": "extra", "type": {"type": "map", "values": "long"}},
                {"name": "{Weight}", "type": "int"},
                {"name": "{Next}", "type": ["Node", "null"]},
                {"name": "{Id}", "type": "string"}
              ]
            }
            """;

        Assert.Equal(
            "Node { Id = b, Next = Node { Id = a, Next = , Weight = 2 }, Weight = 1 }",
            Text(Read(node, "{Node}", "02 02 6B 0A 00 02 00 00 04 02 02 61 02 62"), "Node"));
    }

    private const string WrittenPair =
        """
        {
          "type": "record", "name": "Pair",
          "fields": [
            {"name": "value", "type": "string"},
            {"name": "inner", "type": ["null", "Pair"]},
            {"name": "{Number}", "type": "int"}
          ]
        }
        """;

    [Fact]
    public void Members_that_take_one_field_all_get_its_value_within_each_other_too()
    {
        object read = Read($$"""{"type": "array", "items": {{WrittenPair}}}""", "former", "04 02 61 02 02 62 00 02 04 02 63 00 06 00");

        const string b = "Pair { Left = b, Right = b, Up = , Down = , Number = 1 }";
        string[] expected =
        [
            $"Pair {{ Left = a, Right = a, Up = {b}, Down = {b}, Number = 2 }}",
            "Pair { Left = c, Right = c, Up = , Down = , Number = 3 }",
        ];
        Assert.All(["First", "Second", "Third"], member => Assert.Equal(expected, Items(read, member)));
    }

    [Fact]
    public void Members_that_take_one_field_within_each_other_do_not_multiply_the_work_without_a_bound()
    {
        string chain = string.Concat(Enumerable.Repeat("00 02", 40)) + "00 00" + string.Concat(Enumerable.Repeat("02", 41));

        EventDataException e = Assert.Throws<EventDataException>(() =>
            Read($$"""{"type": "array", "items": {{WrittenPair}}}""", "former", "02" + chain + "00"));

        Assert.Contains("too much of the data again", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Old", """{"name": "{N}", "type": "null"}, {"name": "{A}", "type": "string"}""", "00", null, "")]
    [InlineData(
        "Old",
        """{"name": "{N}", "type": "null"}, {"name": "{A}", "type": "string"}""",
        "04 02 78 02 79 00",
        "{Olds}[0].{A}",
        "TypeMismatch: reader type: INT not compatible with writer type: STRING (/)")]
    [InlineData(
        "Old",
        """{"name": "{A}", "type": "null"}, {"name": "{B}", "type": "int"}""",
        "02 02 00",
        "{Olds}[0].{A}",
        "TypeMismatch: reader type: INT not compatible with writer type: NULL (/)")]
    [InlineData("Old", """{"name": "{C}", "type": "int"}""", "02 02 00", "{Olds}[0]", "ReaderFieldMissingDefaultValue: {A} (/fields/0)")]
    [InlineData("New", """{"name": "{A}", "type": "int"}""", "02 02 00", "{Olds}[0]", "NameMismatch: expected: elsewhere.New (/name)")]
    public void A_list_is_read_up_to_an_item_that_can_not_be_read(
        string name, string fields, string hex, string? path, string reason)
    {
        string type = $$$"""{"type": "array", "items": {"type": "record", "name": "{{{name}}}", "fields": [{{{fields}}}]}}""";
        if (path is null)
        {
            Assert.Empty(Items(Read(type, "{Olds}", hex), "Olds"));
            return;
        }

        EventDataException e = Assert.Throws<EventDataException>(() => Read(type, "{Olds}", hex));
        Assert.Equal(conventions.Fill(path), e.Path);
        Assert.EndsWith(conventions.Fill(reason), e.Problem, StringComparison.Ordinal);
    }

    private static string[] Items(object value, string member) =>
        [.. ((System.Collections.IEnumerable)Member(value, member)!).Cast<object>().Select(item => item.ToString()!)];

    private object Read(string type, string field, string hex) =>
        Event.Deserialize(
            Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)),
            Writer($$"""{"name": "{{field}}", "type": {{type}}}"""));

    private AvroSchema Writer(string fields) => AvroSchema.Parse(conventions.Fill(
        $$"""{"type": "record", "name": "{{conventions.Root("Paid")}}", "namespace": "elsewhere", "fields": [{{fields}}]}"""));

    private static object? Member(object value, string name) => value.GetType().GetProperty(name)!.GetValue(value);

    private static string Text(object value, string name) => Convert.ToString(Member(value, name), CultureInfo.InvariantCulture)!;
}

/// <inheritdoc/>
public sealed class EvolutionOfOpenEdxTests() : EvolutionTests(CodecConventions.OpenEdx);

/// <inheritdoc/>
public sealed class EvolutionOfAvroEventTests() : EvolutionTests(CodecConventions.AvroEvent);
