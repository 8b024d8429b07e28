using System.Globalization;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>EVS1011: a default is checked where it is written.</summary>
public sealed class DefaultRulesTests
{
    private const string Types = """
        public enum Color { Red = 1, Green }
        public record struct Point(int X, int Y = 3);
        public record struct Named(string Name);
        public sealed record Required { public required int X { get; init; } public required int Y { get; init; } }
        public sealed record Stop(string Name, Guid Id, DateTimeOffset At);
        [TextForm("[A-Z]{3}", Example = "EUR")]
        public readonly struct Currency : ISpanParsable<Currency>, ISpanFormattable
        {
            public static Currency Parse(string s, IFormatProvider? p) => default;
            public static Currency Parse(ReadOnlySpan<char> s, IFormatProvider? p) => default;
            public static bool TryParse(string? s, IFormatProvider? p, out Currency r) { r = default; return true; }
            public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? p, out Currency r) { r = default; return true; }
            public string ToString(string? f, IFormatProvider? p) => "";
            public bool TryFormat(Span<char> d, out int w, ReadOnlySpan<char> f, IFormatProvider? p) { w = 0; return true; }
        }
        public readonly struct Opaque : ISpanParsable<Opaque>, ISpanFormattable
        {
            public static Opaque Parse(string s, IFormatProvider? p) => default;
            public static Opaque Parse(ReadOnlySpan<char> s, IFormatProvider? p) => default;
            public static bool TryParse(string? s, IFormatProvider? p, out Opaque r) { r = default; return true; }
            public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? p, out Opaque r) { r = default; return true; }
            public string ToString(string? f, IFormatProvider? p) => "";
            public bool TryFormat(Span<char> d, out int w, ReadOnlySpan<char> f, IFormatProvider? p) { w = 0; return true; }
        }
        [AvroConverter(typeof(TagConverter))] public readonly record struct Tag(string Text);
        public sealed class TagConverter : IAvroConverter<Tag, string>
        {
            public static string ToWire(Tag value) => value.Text;
            public static Tag FromWire(string wire) => new(wire);
        }
        """;

    [Theory]

    // A text that isn't one of the member's type.
    [InlineData("[AvroDefault(|\"tomorrow\"|)] DateTimeOffset M", "\"tomorrow\" is not a date and time: write one like \"2026-")]
    [InlineData("[AvroDefault(|\"2024-02-30T00:00:00\"|)] DateTimeOffset M", "is not a date and time")]
    [InlineData("[AvroDefault(|\"2024-01-02\"|)] DateTime M", "is not a date and time")]
    [InlineData("[WhenMissing(|\"tomorrow\"|)] DateTimeOffset M", "is not a date and time")]
    [InlineData("[AvroDefault(|\"1234\"|)] Guid M", "\"1234\" is not a Guid: write one like \"0f8fad5b-")]
    [InlineData("[AvroDefault(|Json = \"\\\"1234\\\"\"|)] Guid M", "is not a Guid")]
    [InlineData("[AvroDefault(|\"euro\"|)] Currency M", "\"euro\" is not the text of a Currency: write one like \"EUR\"")]
    [InlineData("[AvroDefault(|\"x\"|)] Opaque M", "declare their form with [TextForm] on Opaque")]
    [InlineData("[AvroDefault(|\"x\"|)] System.Net.IPAddress M", "\"x\" is not an IPAddress: write one like \"192.0.2.1\"")]
    [InlineData("[AvroDefault(|\"Blue\"|)] Color M", "\"Blue\" is not a symbol of Color: write one of Color.Red, Color.Green")]
    [InlineData("[AvroDefault(|(Color)7|)] Color M", "7 is not a symbol of Color")]
    [InlineData("[AvroDefault(|\"2024-13-01\"|)] DateOnly M", "\"2024-13-01\" is not a DateOnly: write one like \"2026-01-31\"")]
    [InlineData("[AvroDefault(|\"25:00\"|)] TimeOnly M", "\"25:00\" is not a TimeOnly: write one like \"08:30:00\"")]
    [InlineData("[AvroDefault(|\"-1.00:00:00\"|)] TimeSpan M", "\"-1.00:00:00\" is not a TimeSpan from zero on")]
    [InlineData("[AvroDefault(|\"ten\"|), AvroDecimal(5, 2)] decimal M", "\"ten\" is not a decimal")]
    [InlineData("[AvroDefault(|\"1.234\"|), AvroDecimal(5, 2)] decimal M", "1.234 has more digits than [AvroDecimal(5, 2)] allows")]
    [InlineData("[AvroDecimal(5, 2)] decimal M = |1000m|", "1000 has more digits than [AvroDecimal(5, 2)] allows")]
    [InlineData("[AvroDefault(|Json = \"\\\"\\\"\"|), AvroDecimal(5, 2)] decimal M", "a decimal has at least one byte")]
    [InlineData("[AvroDefault(|Json = \"[\\\"x\\\"]\"|)] List<Guid> M", "\"x\" is not a Guid")]
    [InlineData("[AvroDefault(|Json = \"{\\\"k\\\": \\\"x\\\"}\"|)] Dictionary<string, DateTimeOffset> M", "is not a date and time")]
    [InlineData(
        "[AvroDefault(|Json = \"{\\\"name\\\": \\\"\\\", \\\"id\\\": \\\"x\\\", \\\"at\\\": \\\"y\\\"}\"|)] Stop M",
        "Id: \"x\" is not a Guid")]

    // A number out of range.
    [InlineData("[AvroDefault(|Json = \"3000000000\"|)] int M", "3000000000 is out of the range of int")]
    [InlineData("[AvroDefault(|Json = \"9223372036854775808\"|)] long M", "9223372036854775808 is out of the range of long")]
    [InlineData("[AvroDefault(|Json = \"1e39\"|)] float M", "1e+39 is out of the range of float")]
    [InlineData("[AvroDefault(|Json = \"-1e400\"|)] double M", "-1e400 is out of the range of double")]
    [InlineData("[AvroDefault(|Json = \"1.5\"|)] int M", "1.5 is not an int in JSON")]
    [InlineData("float M = |float.NaN|", "NaN has no place in JSON")]
    [InlineData("double M = |double.PositiveInfinity|", "Infinity has no place in JSON")]
    [InlineData("[AvroDefault(|double.NegativeInfinity|)] double M", "-Infinity has no place in JSON")]
    [InlineData("[AvroDefault(|Json = \"3000000\"|)] DateOnly M", "3000000 is out of the range of a DateOnly")]
    [InlineData("[AvroDefault(|Json = \"86400000000\"|)] TimeOnly M", "86400000000 is out of the range of a TimeOnly")]

    // Half of a surrogate pair.
    [InlineData("string M = |\"\\ud83d\"|", "half of a surrogate pair (U+D83D)")]
    [InlineData("[AvroDefault(|\"\\ude00\"|)] string M", "half of a surrogate pair (U+DE00)")]
    [InlineData("[WhenMissing(|\"\\ud83dx\"|)] string M", "half of a surrogate pair (U+D83D)")]
    [InlineData("[AvroDefault(|Json = \"\\\"\\\\ud83d\\\"\"|)] string M", "half of a surrogate pair, U+D83D")]
    [InlineData("[AvroDefault(|\"\\ud83d\"|)] Currency M", "half of a surrogate pair (U+D83D)")]

    // A C# default that no schema can say.
    [InlineData("string M = |null!|", "null can't be the default of a member that isn't nullable: add a question mark to its type")]
    [InlineData("List<int> M = |null!|", "null can't be the default")]
    [InlineData("Stop M = |null!|", "null can't be the default")]
    [InlineData("byte[] M = |default!|", "null can't be the default")]
    [InlineData("ImmutableArray<int> M = |default|", "default(ImmutableArray) can't be written")]
    [InlineData("Currency M = |default|", "has no text that could be read")]
    [InlineData("Named M = |default|", "Named.Name: null can't be the default")]
    [InlineData("Color M = |default|", "0 is not a symbol of Color")]
    [InlineData("[AvroFixed(2)] ReadOnlyMemory<byte> M = |default|", "default is empty, and the fixed has 2 bytes")]
    [InlineData("Tag M = |default|", "its converter runs only in a running program")]
    [InlineData(
        "[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMillis)] DateTime M = |default|", "has no time zone")]
    [InlineData(
        "[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampNanos)] DateTimeOffset M = |default|",
        "default(DateTimeOffset) is out of the range of timestamp-nanos")]

    // What else can't be a default.
    [InlineData("[|AvroDefault|] Currency M", "has no text that could be read")]
    [InlineData("[AvroDefault(|3|)] List<int> M", "3 is not a List<int>: write a value of that type, or its JSON")]
    [InlineData("[AvroDefault(|Json = \"[1, \"|)] List<int> M", "it is not JSON")]
    [InlineData("[AvroDefault(|Json = \"[true]\"|)] List<int> M", "[true] is not a list of int in JSON")]
    [InlineData("[AvroDefault, |WhenMissing|] List<int> M", "the member has a default in the schema already")]
    [InlineData("[WhenMissing(|null|)] string M", "null can't be the default")]
    [InlineData("string? M = |\"audit\"|", "a nullable member has the default null")]
    [InlineData("[AvroDefault(|\"x\"|)] Tag M", "takes its default as what travels")]
    [InlineData("[AvroDefault(|new[] { 1, 2 }|)] int[] M", "write its JSON, as in [AvroDefault(Json = \"[1, 2]\")]")]
    [InlineData("[AvroDefault(|new[] { 1, 2 }|)] int[]? M", "write its JSON")]
    [InlineData("[WhenMissing(|new[] { 1, 2 }|)] int[] M", "write its JSON, as in [WhenMissing(Json = \"[1, 2]\")]")]
    [InlineData("[AvroDefault(|DayOfWeek.Monday|)] Color M", "System.DayOfWeek.Monday is not a symbol of Color: write one of Color.Red")]
    [InlineData("[AvroDefault(|DayOfWeek.Monday|)] int M", "System.DayOfWeek.Monday is not an int")]
    [InlineData("[AvroDefault(|3|, Json = \"4\")] int M", "gives a constant and JSON: keep one of the two")]
    [InlineData("[AvroDefault(|Json = null|)] int M", "its JSON is null")]
    [InlineData("[WhenMissing(|Json = null|)] int M", "its JSON is null")]
    [InlineData(
        "[AvroDefault(|Json = \"{\\\"id\\\": \\\"0f8fad5b-d9cb-469f-a165-70867728950e\\\"}\"|)] Stop M",
        "write an object with each member that has no default of its own")]
    [InlineData("[WhenMissing(|Json = \"{\\\"x\\\": 1}\"|)] Required M", "each member that has no default of its own")]
    public async Task A_default_that_is_not_a_value_of_its_member_is_underlined(string parameter, string reason)
    {
        string[] parts = parameter.Split('|');
        using var project = new EventProject(
            "using System.Collections.Immutable;\n"
            + $"[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A({string.Concat(parts)});\n{Types}");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal([$"EVS1011 {parts[1]}"], await project.UnderlinedAsync());
        Assert.Contains(reason, found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("string M = 5")]
    [InlineData("List<int> M = new List<int> { 1 }")]
    [InlineData("[AvroDefault(Unknown)] string M")]
    [InlineData("[AvroDefault(Json = Unknown)] string M")]
    public async Task Where_the_compiler_reports_the_default_the_rule_is_silent(string parameter)
    {
        using var project = new EventProject(
            $"[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(string N, {parameter});");

        Assert.NotEmpty(await project.CompilerErrorsAsync());
        Assert.DoesNotContain("EVS1011", string.Join(' ', await project.UnderlinedAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_texts_of_dates_and_UUIDs_that_it_takes_are_those_that_the_runtime_reads()
    {
        string[] pieces =
            ["2024", "-", "01", "31", "T", " ", "08", ":", "30", "24", ".", "5", "123456789", "Z", "+", "{", "}", "urn:uuid:"];
        string[] whole =
        [
            "2024-01-02T03:04:05+00:00", "2024-01-02 03:04", "2024-02-29T23:59:59.1234567Z", "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-00:01", "2024-01-02T03:04:05.1-23:59:59.5", "2023-02-29T00:00", "2024-01-02T24:00:00", "",
            "0f8fad5b-d9cb-469f-a165-70867728950e", "{0f8fad5bd9cb469fa16570867728950e}", "urn:uuid:0F8FAD5BD9CB469FA16570867728950E",
            "0f8fad5b-d9cb-469f-a165-70867728950", "0f8fad5b-d9cb-469f-a165-70867728950g", "--0f8fad5bd9cb469fa16570867728950e",
        ];
        var random = new Random(4);
        IEnumerable<string> made = Enumerable.Range(0, 300).Select(_ => string.Concat(random.GetItems(pieces, random.Next(12))));
        IEnumerable<string> edited = whole.SelectMany(text => Enumerable.Range(0, text.Length).SelectMany(at =>
            new[] { text.Remove(at, 1), text.Insert(at, "0"), text.Insert(at, ":"), text.Insert(at, "\u0663") }));
        string[] texts = [.. whole.Concat(Scale.Sample(made.Concat(edited), each: 5))];

        Assert.Equal(
            texts.Where(text => !IsoDateTime.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out _)).ToHashSet(),
            await RefusedAsync("DateTimeOffset", texts));
        Assert.Equal(
            texts.Where(text => !UuidText.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out _)).ToHashSet(),
            await RefusedAsync("Guid", texts));
    }

    [Fact]
    public async Task The_default_of_a_property_is_underlined_in_its_attribute()
    {
        using var project = new EventProject("""
            [OpenEdxEvent("org.acme.a.v1", FeatureFlag = "F")] public partial record A(B Inner);
            public sealed record B { [AvroDefault("x")] public Guid Id { get; init; } }
            """);

        Assert.Equal(["EVS1011 \"x\""], await project.UnderlinedAsync());
    }

    private static async Task<HashSet<string>> RefusedAsync(string type, string[] texts)
    {
        IEnumerable<string> members = texts.Select((text, i) => $"[AvroDefault(\"{text}\")] public {type} M{i} {{ get; init; }}");
        using var project = new EventProject(
            $"[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A {{ {string.Join('\n', members)} }}");
        return [.. (await project.UnderlinedAsync()).Select(found => found.Replace("EVS1011 ", "", StringComparison.Ordinal).Trim('"'))];
    }
}
