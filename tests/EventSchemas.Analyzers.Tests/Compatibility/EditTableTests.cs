using System.Globalization;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// Every edit of the schema resolution tests that C# can express, under every level: the expected breaks are known for each edit and
/// direction, and a level forbids exactly those that break its guarantee.
/// </summary>
public sealed class EditTableTests
{
    private const string OpenEdxEvent = "OpenEdxEvent(\"org.acme.e{0}.v1\"";
    private const string AvroEvent = "AvroEvent(\"E{0}\", Naming = AvroNaming.SnakeCase";

    private const string Aliases = "[AvroAlias(\"a\")]";
    private const string Millis = "[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMillis)] DateTimeOffset At";
    private const string Uuid = "[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.Uuid)]";

    // Before, after; the rules that stop readers of the new version, and those that stop readers of the old one.
    private static readonly (string Edit, string Before, string After, string Backward, string Forward)[] Edits =
    [
        ("a member with a default is renamed", "int A = 0", "int B = 0", "", ""),
        ("a member is renamed with an alias", "int A", Aliases + " int B", "", "EVS3005"),
        ("a record is renamed", "R V); record R(int N", "S V); record S(int N", "EVS3004", "EVS3004"),
        ("a record is renamed with an alias", "R V); record R(int N", "S V); [AvroAlias(\"R\")] record S(int N", "", "EVS3004"),
        ("an enum is renamed", "E V); enum E { X } record Z(int N", "F V); enum F { X } record Z(int N", "EVS3004", "EVS3004"),
        ("milliseconds become microseconds", Millis, Millis.Replace("Millis", "Micros", StringComparison.Ordinal), "", ""),
        ("an instant becomes a local time", Millis, Millis.Replace(
            "TimestampMillis", "LocalTimestampMillis", StringComparison.Ordinal).Replace(
            "DateTimeOffset", "DateTime", StringComparison.Ordinal), "", ""),
        ("a date becomes a timestamp", "DateOnly At", Millis, "", "EVS3006"),
        ("a long becomes a timestamp", "long At", Millis, "", ""),
        ("the scale of a decimal grows", "[AvroDecimal(9, 2)] decimal D", "[AvroDecimal(9, 4)] decimal D", "", ""),
        ("the precision of a decimal shrinks", "[AvroDecimal(10, 2)] decimal D", "[AvroDecimal(8, 2)] decimal D", "", ""),
        (
            "a decimal moves into a fixed",
            "[AvroDecimal(9, 2)] decimal D",
            "[AvroDecimal(9, 2), AvroFixed(8)] decimal D",
            "EVS3003",
            "EVS3003"),
        ("a decimal becomes a double", "[AvroDecimal(9, 2)] decimal D", "double D", "EVS3003", "EVS3003"),
        ("a text becomes a UUID", "string Id", Uuid + " Guid Id", "", ""),
        ("a UUID moves into a fixed", Uuid + " Guid Id", "[AvroFixed(16)] Guid Id", "EVS3003", "EVS3003"),
        ("a UUID becomes bytes", Uuid + " Guid Id", "byte[] Id", "", ""),
        ("a default changes", "int A = 0", "int A = 1", "", ""),
        ("a default goes", "int A = 0", "int A", "", ""),
        ("a default comes", "int A", "int A = 0", "", ""),
        ("symbols are reordered", "E V); enum E { X, Y } record Z(int N", "E V); enum E { Y, X } record Z(int N", "", ""),
        ("a symbol comes", "E V); enum E { X } record Z(int N", "E V); enum E { X, Y } record Z(int N", "", "EVS3012"),
        (
            "a symbol comes where there is a default symbol",
            "E V); enum E { [AvroDefaultSymbol] X } record Z(int N",
            "E V); enum E { [AvroDefaultSymbol] X, Y } record Z(int N",
            "",
            ""),
        (
            "a symbol comes with a default symbol",
            "E V); enum E { X } record Z(int N",
            "E V); enum E { [AvroDefaultSymbol] X, Y } record Z(int N",
            "",
            "EVS3012"),
        (
            "a symbol goes where there is a default symbol",
            "E V); enum E { [AvroDefaultSymbol] X, Y } record Z(int N",
            "E V); enum E { [AvroDefaultSymbol] X } record Z(int N",
            "",
            ""),
        ("a symbol goes", "E V); enum E { X, Y } record Z(int N", "E V); enum E { X } record Z(int N", "EVS3013", ""),
        (
            "a symbol is renamed where there is a default symbol",
            "E V); enum E { [AvroDefaultSymbol] X, Y } record Z(int N",
            "E V); enum E { [AvroDefaultSymbol] X, W } record Z(int N",
            "",
            ""),
        (
            "the default symbol changes",
            "E V); enum E { [AvroDefaultSymbol] X, Y } record Z(int N",
            "E V); enum E { X, [AvroDefaultSymbol] Y } record Z(int N",
            "",
            ""),
        (
            "the default symbol goes",
            "E V); enum E { [AvroDefaultSymbol] X, Y } record Z(int N",
            "E V); enum E { X, Y } record Z(int N",
            "",
            ""),
        ("an enum becomes a text", "E V); enum E { X } record Z(int N", "string V", "EVS3003", "EVS3003"),
        (
            "a member of an enum comes without a default of its own",
            "int A",
            "int A, E V); enum E { [AvroDefaultSymbol] X } record Z(int N",
            "EVS3002",
            ""),
        ("a member of an enum comes with a default", "int A", "int A, E V = E.X); enum E { X } record Z(int N", "", ""),
        ("members are reordered", "int A, string B", "string B, int A", "", ""),
        ("a member becomes optional", "int A", "int? A", "", "EVS3008"),
        ("a member becomes required", "int? A", "int A", "EVS3009", ""),
        ("a member becomes required with a default", "int? A", "int A = 0", "EVS3009", ""),
        (
            "a branch comes",
            "U V); [AvroUnion(typeof(B))] abstract record U; record B(int N) : U; record C(int M",
            "U V); [AvroUnion(typeof(B), typeof(C))] abstract record U; record B(int N) : U; record C(int M) : U; record Z(int N",
            "",
            "EVS3010"),
        (
            "a branch goes",
            "U V); [AvroUnion(typeof(B), typeof(C))] abstract record U; record B(int N) : U; record C(int M) : U; record Z(int N",
            "U V); [AvroUnion(typeof(B))] abstract record U; record B(int N) : U; record C(int M",
            "EVS3011",
            ""),
        (
            "a branch gets a required member",
            "U V); [AvroUnion(typeof(B), typeof(C))] abstract record U; record B(int N) : U; record C(int M) : U; record Z(int N",
            "U V); [AvroUnion(typeof(B), typeof(C))] abstract record U; record B(int N, int O) : U; record C(int M) : U; record Z(int N",
            "EVS3002",
            ""),
        ("a required member comes in a nested record", "R V); record R(int N", "R V); record R(int N, int M", "EVS3002", ""),
        ("a text becomes bytes", "string A", "byte[] A", "", ""),
        ("bytes become a text", "byte[] A", "string A", "", ""),
        ("a fixed becomes bytes", "[AvroFixed(4)] byte[] A", "byte[] A", "EVS3003", "EVS3003"),
        ("a fixed is resized", "[AvroFixed(4, Name = \"F\")] byte[] A", "[AvroFixed(8, Name = \"F\")] byte[] A", "EVS3014", "EVS3014"),
        ("int becomes long", "int A", "long A", "", "EVS3006"),
        ("int becomes float", "int A", "float A", "", "EVS3006"),
        ("long becomes double", "long A", "double A", "", "EVS3006"),
        ("float becomes double", "float A", "double A", "", "EVS3006"),
        ("int becomes a text", "int A", "string A", "EVS3003", "EVS3003"),
        ("the items of a list widen", "List<int> A", "List<long> A", "", "EVS3006"),
        ("a list becomes a map", "List<string> A", "Dictionary<string, string> A", "EVS3003", "EVS3003"),
        ("a list becomes its item", "List<R> A); record R(int N", "R A); record R(int N", "EVS3003", "EVS3003"),
        ("an alias goes", Aliases + " int B", "int B", "", ""),
        ("an optional member comes", "int A", "int A, int? B", "", ""),
        ("a required member comes", "int A", "int A, string B", "EVS3002", ""),
        ("a required member goes", "int A, string B", "int A", "", "EVS3001"),
        ("a member with a default goes", "int A, int B = 0", "int A", "", ""),
        ("aliases lead to two members", "int A, int B", "[AvroAlias(\"a\"), AvroAlias(\"b\")] int C", "EVS3015", "EVS3001 EVS3005"),
        ("two members cross by their aliases", "int A, string B", "[AvroAlias(\"b\")] int A, [AvroAlias(\"a\")] string B", "EVS3015", ""),
    ];

    public static MatrixTheoryData<CompatibilityLevel, string> Levels { get; } =
        new(Enum.GetValues<CompatibilityLevel>(), [OpenEdxEvent, AvroEvent]);

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task A_level_forbids_exactly_the_edits_that_break_its_guarantee(CompatibilityLevel level, string attribute)
    {
        using EventProject project = new EventProject([.. Edits.Select((edit, i) => Source(edit.After, i, attribute))]).With(
            "EventSchemasCompatibility", level.ToRegistryName());
        string[] before = [.. Edits.Select((edit, i) => Source(edit.Before, i, attribute))];
        project.WithShipped(1, before);
        project.WithContractOf(before);

        ILookup<string, string> found = (await project.DiagnosticsAsync())
            .Where(
                diagnostic => diagnostic.Id.StartsWith("EVS30", StringComparison.Ordinal) || diagnostic.Id.StartsWith(
                    "EVS1", StringComparison.Ordinal))
            .ToLookup(diagnostic => diagnostic.Location.SourceTree!.FilePath, diagnostic => diagnostic.Id, StringComparer.Ordinal);

        for (int i = 0; i < Edits.Length; i++)
        {
            string[] expected = [.. $"{(level.IsBackward() ? Edits[i].Backward : "")} {(level.IsForward() ? Edits[i].Forward : "")}".Split(
                ' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(
                StringComparer.Ordinal)];
            Assert.True(
                expected.SequenceEqual(found[$"File{i}.cs"].Distinct().Order(StringComparer.Ordinal)),
                $"{Edits[i].Edit}: expected [{string.Join(", ", expected)}], found [{string.Join(", ", found[$"File{i}.cs"])}]");
        }
    }

    // Further types may follow the members; the last parenthesis belongs to the last type.
    private static string Source(string members, int i, string attribute) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"namespace N{i} {{ [{attribute.Replace("{0}", $"{i}", StringComparison.Ordinal)}, FeatureFlag = \"F\")] "
            + $"partial record Event({members}); }}");
}
