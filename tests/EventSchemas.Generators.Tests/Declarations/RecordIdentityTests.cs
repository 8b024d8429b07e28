using EventSchemas.TestKit;

namespace EventSchemas.Generators.Tests;

/// <summary>A record's model and files depend on the record alone, and different types have different files.</summary>
public sealed class RecordIdentityTests
{
    /// <summary>Records, and two types of them that events reach first.</summary>
    public static TheoryData<string, string, string> Graphs => new()
    {
        { "public sealed record A(B? B, C? C); public sealed record B(A? A); public sealed record C(B? B);", "A", "C" },
        {
            "public sealed record A(string Key, List<B> Bs, List<C> Cs); "
            + "public sealed record B(string Name, A? A); public sealed record C(string Name, B? B);",
            "A", "C"
        },
        { "public sealed record Page<T>(List<T> Items, T First);", "Page<string>", "Page<string?>" },
        { "public sealed record Pair<X, Y>(X Left, Y Right);", "Pair<string, string?>", "Pair<string?, string>" },
        { "public sealed record Page<T>(List<T> Items);", "Page<Page<string?>>", "List<Page<string>>" },
        {
            "[AvroUnion(typeof(Card), typeof(Cash))] public abstract record Payment; public sealed record Card(Bank Bank) : Payment;"
            + " public sealed record Cash(int Cents) : Payment; public sealed record Bank(string Name, Card? Main);",
            "Payment", "Bank"
        },
        { "public sealed record Leaf(string A, int B); public sealed record Twig(Leaf Leaf, Leaf? Other);", "Leaf", "Twig" },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_record_is_the_same_from_whichever_event_and_in_whichever_order_it_is_reached(string records, string first, string second)
    {
        string declarations = $"namespace Acme; {records}";
        string one = Event("One", $"{first} First, {second} Second");
        string other = Event("Other", $"{second} Second, {first} First");

        IReadOnlyDictionary<string, string> both = Files(one, other, declarations);

        Assert.Equal(both, Files(other, one, declarations));
        AssertContains(both, Files(one, declarations));
        AssertContains(both, Files(other, declarations));
    }

    [Fact]
    public void An_event_can_be_a_member_of_another()
    {
        GeneratorRun run = GeneratorRun.Of(
            Event("Placed", "string Number, Placed? Before"), Event("Bundled", "Placed Main, List<Placed> Others"));

        Assert.Empty(run.Messages);
        run.Load();
        Assert.Contains(@"\""CloudEvent\""", run.Text("Acme.Placed.g.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(@"\""Placed\""", run.Text("Acme.Placed.g.cs"), StringComparison.Ordinal);
        Assert.Contains(@"\""Placed\""", run.Text("Acme.Bundled.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_nullability_of_a_type_argument_is_part_of_the_name_in_the_schema()
    {
        GeneratorRun run = GeneratorRun.Of(
            Event("Listed", "Page<string> Names, Page<string?> Nicks"), "namespace Acme; public sealed record Page<T>(List<T> Items);");

        Assert.Empty(run.Messages);
        Assert.Contains("PageOfString", run.Text("Acme.Listed.g.cs"), StringComparison.Ordinal);
        Assert.Contains("PageOfNullableOfString", run.Text("Acme.Listed.g.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("namespace Acme; public sealed record Url(string X); public sealed record URL(string X);", "Acme.Url A, Acme.URL B")]
    [InlineData(
        "namespace A.B { public sealed record C(string X); } namespace A_B { [AvroName(\"D\")] public sealed record C(string X); }",
        "A.B.C A, A_B.C B")]
    [InlineData(
        "namespace A._B { public sealed record C(string X); } namespace A_.B { [AvroName(\"D\")] public sealed record C(string X); }",
        "A._B.C A, A_.B.C B")]
    [InlineData(
        "namespace Acme; [AvroName(\"E1\")] public sealed record Ae\u0301(string X); "
        + "[AvroName(\"E2\")] public sealed record Ae\u0302(string X);",
        "Acme.Ae\u0301 A, Acme.Ae\u0302 B")]
    [InlineData(
        "namespace Acme; [AvroName(\"E1\")] public sealed record A\u00e9(string X); "
        + "[AvroName(\"E2\")] public sealed record Ae\u0301(string X);",
        "Acme.A\u00e9 A, Acme.Ae\u0301 B")]
    [InlineData(
        "namespace Acme; public enum Color { Red } public sealed record Box(Inner.Color C); "
        + "public static class Inner { [AvroName(\"Hue\")] public enum Color { Blue } }",
        "Acme.Color A, Acme.Box B")]
    public void Types_with_similar_names_have_different_files(string types, string members)
    {
        GeneratorRun run = GeneratorRun.Of(Event("Noted", members), types);

        Assert.Empty(run.GeneratorDiagnostics);
        Assert.Empty(run.Messages);
        string[] names = [.. run.Result.GeneratedSources.Select(source => source.HintName.Normalize())];
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Events_with_similar_names_have_different_files()
    {
        GeneratorRun run = GeneratorRun.Of(
            """
            namespace Acme
            {
                [OpenEdxEvent("org.acme.a.v1", FeatureFlag = "F")] public sealed partial record Acme_OrderCodec(Order Order);
                public sealed record Order(string X);
            }
            namespace acme
            {
                [OpenEdxEvent("org.acme.b.v1", FeatureFlag = "F")]
                public sealed partial record acme_ordercodec(global::Acme.Order Order);
            }
            [OpenEdxEvent("org.acme.c.v1", FeatureFlag = "F")] public sealed partial record Acme_OrderCodec(global::Acme.Order Order);
            """);

        Assert.Empty(run.GeneratorDiagnostics);
        Assert.Empty(run.Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(one => one.Id is not ("CS8981" or "CS8019") && one.Severity > 0));
    }

    private static string Event(string name, string members) =>
        $"namespace Acme; [OpenEdxEvent(\"org.acme.{name.ToLowerInvariant()}.v1\", FeatureFlag = \"F\")] "
        + $"public sealed partial record {name}({members});";

    private static Dictionary<string, string> Files(params string[] sources)
    {
        GeneratorRun run = GeneratorRun.Of(sources);
        Assert.Empty(run.GeneratorDiagnostics);
        Assert.Empty(run.Messages);
        return run.Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
    }

    private static void AssertContains(IReadOnlyDictionary<string, string> all, Dictionary<string, string> part)
    {
        foreach ((string file, string text) in part)
        {
            Assert.Equal(all[file], text);
        }
    }
}
