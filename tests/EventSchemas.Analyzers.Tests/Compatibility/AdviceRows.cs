using EventSchemas.Avro;

namespace EventSchemas.Analyzers.Tests;

/// <summary>What the messages about versions say, and what somebody does who follows them.</summary>
static class AdviceRows
{
    private const string Redis = ", Transports = EventTransports.Redis";
    private const string Both = ", Transports = EventTransports.Kafka | EventTransports.Redis";

    private const string Modes = "\npublic enum Mode { X, Y }";
    private const string ModesWithDefault = "\npublic enum Mode { [AvroDefaultSymbol] X, Y }";
    private const string Payments = "\n[AvroUnion(typeof(Card), typeof(Cash))] public abstract record Payment;"
        + "\npublic record Card(int N) : Payment;\npublic record Cash(int N) : Payment;";

    private const string Page = "\npublic record Page<T>(T Item);";
    private const string RenamedPage = "\npublic record Pg<T>(T Item);";

    public static IReadOnlyList<AdviceRow> All { get; } =
    [
        new("EVS3001", A("string Name, int N"), A("string Name"), "put it back", A("string Name, [property: Obsolete] int N"))
        {
            Fixes = new("RestoreMember AcceptBreakFix Justify", "RestoreMember Justify StartNextVersion"),
        },
        new(
            "EVS3001", A("string Name, int N"), A("string Name"), "start the next event type",
            A("string Name").Replace("org.acme.a.v1", "org.acme.a.v2", StringComparison.Ordinal)
                + "\nnamespace V1 { " + A("string Name, int N") + " }"),
        new("EVS3002", A("string Name"), A("string Name, int N"), "make it nullable", A("string Name, int? N = null"))
        {
            Fixes = new(
                "MakeOptional GiveDefault AcceptBreakFix Justify",
                "MakeOptional GiveDefault Justify StartNextVersion"),
        },
        new("EVS3002", A("string Name"), A("string Name, int N"), "give it a default", A("string Name, int N = 0")),
        new("EVS3003", A("int N"), A("string N"), "put the type back, and add one", A("int N, string? Text = null"))
        {
            Fixes = new(
                "RestoreType RestoreTypeBeside AcceptBreakFix Justify",
                "RestoreType RestoreTypeBeside Justify StartNextVersion"),
        },
        new(
            "EVS3004", A("Inner I") + "\npublic record Inner(int N);", A("Outer I") + "\npublic record Outer(int N);", "pin the name",
            A("Outer I") + "\n[AvroName(\"Inner\")] public record Outer(int N);")
        {
            Fixes = new("KeepName AcceptBreakFix Justify", "KeepName Justify StartNextVersion"),
        },
        new(
            "EVS3004", A("[AvroFixed(16)] Guid B"), A("[AvroFixed(16)] byte[] B"), "pin the name of a fixed",
            A("[AvroFixed(16, Name = \"Uuid\")] byte[] B"))
        {
            ThenAccepts = "EVS3102",
            Fixes = new("AcceptBreakFix Justify", "KeepName Justify StartNextVersion"),
        },
        new(
            "EVS3004", A("Page<int> P, Page<string> Q") + Page, A("Pg<int> P, Pg<string> Q") + RenamedPage, "rename it back",
            A("Page<int> P, Page<string> Q") + Page)
        {
            Fixes = new("AcceptBreakFix Justify", "Justify StartNextVersion"),
        },
        new("EVS3005", A("int N"), A("[AvroAlias(\"n\")] int M"), "pin the name", A("[AvroName(\"n\")] int M"))
        {
            Fixes = new("KeepName AcceptBreakFix Justify", "KeepName Justify StartNextVersion"),
        },
        new("EVS3006", A("int N"), A("long N"), "put the type back, and add one", A("int N, long? M = null"))
        {
            Fixes = new(
                "RestoreType RestoreTypeBeside AcceptBreakFix Justify",
                "RestoreType RestoreTypeBeside Justify StartNextVersion"),
        },
        new("EVS3007", A("long N"), A("int N"), "put the type back, and add one", A("long N, int? M = null"))
        {
            Fixes = new(
                "RestoreType RestoreTypeBeside AcceptBreakFix Justify",
                "RestoreType RestoreTypeBeside Justify StartNextVersion"),
        },
        new("EVS3008", A("int N"), A("int? N"), "put the type back and give it a default", A("int N = 0"))
        {
            Fixes = new("KeepRequired AcceptBreakFix Justify", "KeepRequired Justify StartNextVersion"),
        },
        new("EVS3008", A("int N"), A("int? N"), "add an optional member", A("int N, int? M = null")),
        new("EVS3009", A("int? N"), A("int N"), "leave it optional", A("int? N"))
        {
            Fixes = new("MakeOptional AcceptBreakFix Justify", "MakeOptional Justify StartNextVersion"),
        },
        new(
            "EVS3010", A("Payment P") + Payments,
            A("Payment P") + Payments.Replace("typeof(Cash)", "typeof(Cash), typeof(Gift)", StringComparison.Ordinal)
                + "\npublic record Gift(int N) : Payment;",
            "add an optional member instead", A("Payment P, Gift? G = null") + Payments + "\npublic record Gift(int N);")
        {
            Fixes = new("AcceptBreakFix Justify", "Justify"),
        },
        new(
            "EVS3011", A("Payment P") + Payments,
            A("Payment P") + "\n[AvroUnion(typeof(Card))] public abstract record Payment;\npublic record Card(int N) : Payment;",
            "put the branch back", A("Payment P") + Payments)
        {
            Fixes = new("AcceptBreakFix Justify", "Justify"),
        },
        new(
            "EVS3012", A("Mode M") + Modes, A("Mode M") + "\npublic enum Mode { X, Y, Z }", "ship a default symbol first",
            A("Mode M") + ModesWithDefault, A("Mode M") + "\npublic enum Mode { [AvroDefaultSymbol] X, Y, Z }")
        {
            AppliesTo = level => !level.IsTransitive(),
        },
        new(
            "EVS3012", A("Mode M") + Modes, A("Mode M") + "\npublic enum Mode { X, Y, Z }", "add an optional member with a new enum",
            A("Mode M, NewMode? N = null") + Modes + "\npublic enum NewMode { X, Y, Z }")
        {
            Fixes = new("AcceptBreakFix Justify", "Justify StartNextVersion"),
        },
        new("EVS3013", A("Mode M") + Modes, A("Mode M") + "\npublic enum Mode { X }", "put it back", A("Mode M") + Modes)
        {
            Fixes = new("AcceptBreakFix Justify", "AddDefaultSymbol Justify StartNextVersion"),
        },
        new(
            "EVS3013", A("Mode M") + Modes, A("Mode M") + "\npublic enum Mode { X }", "add a default symbol and accept",
            A("Mode M") + "\npublic enum Mode { [AvroDefaultSymbol] X }")
        {
            ThenAccepts = "EVS3107",
        },
        new(
            "EVS3014", A("[AvroFixed(4)] byte[] N"), A("[AvroFixed(8)] byte[] N"), "put the size back, and add one",
            A("[AvroFixed(4)] byte[] N, [AvroFixed(8)] byte[]? M = null"))
        {
            Fixes = new(
                "RestoreType RestoreTypeBeside AcceptBreakFix Justify",
                "RestoreType RestoreTypeBeside Justify StartNextVersion"),
        },
        new(
            "EVS3015", A("int N, int M = 0"), A("[AvroAlias(\"m\")] int N, int M = 0"), "remove the aliases", A("int N, int M = 0"))
        {
            Fixes = new("Justify", "Justify StartNextVersion"),
        },
        new(
            "EVS3101", A("int N, string? Note"), A("int N, string? Remark"), "keep the old name",
            A("int N, [AvroName(\"note\")] string? Remark"))
        {
            Fixes = new("KeepName AddAlias AcceptMeaningFix Justify", "KeepName AddAlias AcceptMeaningFix Justify"),
        },
        new(
            "EVS3102", A("[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMillis)] DateTimeOffset At"),
            A("[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMicros)] DateTimeOffset At"),
            "put the type back, and add one",
            A("[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMillis)] DateTimeOffset At, "
                + "[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMicros)] DateTimeOffset? Exact = null"))
        {
            Fixes = new(
                "RestoreType RestoreTypeBeside AcceptMeaningFix Justify",
                "RestoreType RestoreTypeBeside AcceptMeaningFix Justify"),
        },
        new(
            "EVS3103", A("[AvroDecimal(9, 2)] decimal P"), A("[AvroDecimal(9, 4)] decimal P"), "put it back, and add one",
            A("[AvroDecimal(9, 2)] decimal P, [AvroDecimal(9, 4)] decimal? Q = null"))
        {
            Fixes = new(
                "RestoreType RestoreTypeBeside AcceptMeaningFix Justify",
                "RestoreType RestoreTypeBeside AcceptMeaningFix Justify"),
        },
        new("EVS3104", A("int N = 0"), A("int N = 1"), "put it back", A("int N = 0"))
        {
            Fixes = new("AcceptMeaningFix Justify", "AcceptMeaningFix Justify"),
        },
        new("EVS3104", A("int N = 0"), A("int N = 1"), "accept"),
        new("EVS3105", A("int N = 0"), A("int N"), "put it back", A("int N = 0"))
        {
            Fixes = new("AcceptMeaningFix Justify", "AcceptMeaningFix Justify"),
        },
        new(
            "EVS3106", A("Mode M") + ModesWithDefault, A("Mode M") + "\npublic enum Mode { X, [AvroDefaultSymbol] Y }", "put it back",
            A("Mode M") + ModesWithDefault)
        {
            Fixes = new("AcceptMeaningFix Justify", "AcceptMeaningFix Justify"),
        },
        new(
            "EVS3107", A("Mode M") + ModesWithDefault, A("Mode M") + "\npublic enum Mode { [AvroDefaultSymbol] X }", "put it back",
            A("Mode M") + ModesWithDefault)
        {
            Fixes = new("AcceptMeaningFix Justify", "AcceptMeaningFix Justify"),
        },
        new("EVS3108", A("string N"), A("byte[] N"), "put the type back, and add one", A("string N, byte[]? M = null"))
        {
            Fixes = new(
                "RestoreType RestoreTypeBeside AcceptMeaningFix Justify",
                "RestoreType RestoreTypeBeside AcceptMeaningFix Justify"),
        },
        new("EVS3111", A("int N", ", Topic = \"a\""), A("int N", ", Topic = \"b\""), "put it back", A("int N", ", Topic = \"a\""))
        {
            Fixes = new("RestoreTerm AcceptMeaningFix Justify", "RestoreTerm AcceptMeaningFix Justify"),
        },
        new("EVS3111", A("int N", ", Topic = \"a\""), A("int N", ", Topic = \"b\""), "accept"),
        new(
            "EVS3112", A("int N, int M", ", Key = \"N\""), A("int N, int M", ", Key = \"M\""), "put it back",
            A("int N, int M", ", Key = \"N\""))
        {
            Fixes = new("RestoreTerm AcceptMeaningFix Justify", "RestoreTerm AcceptMeaningFix Justify"),
        },
        new("EVS3112", A("int N, int M", ", Key = \"N\""), A("int N, int M", ", Key = \"M\""), "accept"),
        new("EVS3113", A("string N"), A("[PersonalData] string N"), "accept")
        {
            Fixes = new("AcceptMeaningFix Justify", "AcceptMeaningFix Justify"),
        },
        new(
            "EVS3114", A("int N"), A("int N", ", Compatibility = EventSchemas.Avro.CompatibilityLevel.None"), "put it back", A("int N"))
        {
            Fixes = new(OfferedFixes.NotReported, "RestoreTerm Justify"),
        },
        new(
            "EVS3114", A("int N"), A("int N", ", Compatibility = EventSchemas.Avro.CompatibilityLevel.None"), "agree to it",
            "[JustifiedBreak(\"EVS3114\", \"Ours alone.\", AgreedBy = \"us\")] "
                + A("int N", ", Compatibility = EventSchemas.Avro.CompatibilityLevel.None")),
        new("EVS3115", A("string N"), A("Guid N"), "put the type back, and add one", A("string N, Guid? Id = null"))
        {
            Fixes = new(
                "RestoreType RestoreTypeBeside AcceptMeaningFix Justify",
                "RestoreType RestoreTypeBeside AcceptMeaningFix Justify"),
        },
        new("EVS3115", A("string N"), A("Guid N"), "accept"),
        new("EVS3116", A("[PersonalData] string N"), A("string N"), "put it back", A("[PersonalData] string N"))
        {
            Fixes = new("AcceptMeaningFix Justify", "AcceptMeaningFix Justify"),
        },
        new("EVS3116", A("[PersonalData] string N"), A("string N"), "accept"),
        new("EVS3117", A("int N"), A("int N", ", Role = EventRole.Mirror"), "remove the role", A("int N"))
        {
            Fixes = new("AcceptMeaningFix Justify", "AcceptMeaningFix Justify"),
        },
        new("EVS3117", A("int N"), A("int N", ", Role = EventRole.Mirror"), "accept"),
        new("EVS3118", A("int N", Both), A("int N", Redis), "put it back", A("int N", Both))
        {
            Fixes = new("RestoreTerm AcceptMeaningFix Justify", "RestoreTerm AcceptMeaningFix Justify"),
        },
        new("EVS3118", A("int N", Both), A("int N", Redis), "accept"),
        new("EVS3301", A("int N", Redis), A("int? M, int N", Redis), "append it", A("int N, int? M = null", Redis))
        {
            ThenAccepts = "EVS3302",
            Fixes = new("AcceptBreakFix Justify", "Justify StartNextVersion"),
        },
        new("EVS3302", A("int N", Redis), A("int N, int? M = null", Redis), "accept")
        {
            Fixes = new("AcceptMeaningFix Justify", "AcceptMeaningFix Justify"),
        },
        new("EVS3303", A("int N, int M", Redis), A("int N", Redis), "put it back", A("int N, int M", Redis))
        {
            Fixes = new("RestoreMember AcceptBreakFix Justify", "RestoreMember Justify StartNextVersion"),
        },
        new("EVS3304", A("int N, int M", Redis), A("int M, int N", Redis), "put the order back", A("int N, int M", Redis))
        {
            Fixes = new("AcceptBreakFix Justify", "Justify StartNextVersion"),
        },
        new("EVS3305", A("int N", Redis), A("int? N", Redis), "append another", A("int N, int? M = null", Redis))
        {
            ThenAccepts = "EVS3302",
            Fixes = new("RestoreType AcceptBreakFix Justify", "RestoreType RestoreTypeBeside Justify StartNextVersion"),
        },
    ];

    private static string A(string members, string arguments = "") =>
        $"[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\"{arguments})] public partial record A({members});";
}

/// <summary>A finding, and the edits that its message asks for.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Before">The event as it was shipped.</param>
/// <param name="After">The event now.</param>
/// <param name="Advice">What the message says.</param>
/// <param name="Steps">The texts that follow the advice, each shipped before the next; none where the fix accepts the change.</param>
public sealed record AdviceRow(string Rule, string Before, string After, string Advice, params IReadOnlyList<string> Steps)
{
    /// <summary>The rule that the last step leads to, and that is then accepted; null where it leads to none.</summary>
    public string? ThenAccepts { get; init; }

    /// <summary>The fixes that are offered for the edit; null where another row has them, since it says more of the edit.</summary>
    public OfferedFixes? Fixes { get; init; }

    /// <summary>The levels at which the message says it.</summary>
    public Func<CompatibilityLevel, bool> AppliesTo { get; init; } = _ => true;

    public override string ToString() => $"{Rule}: {Advice}";
}
