using System.Globalization;
using System.Reflection;

namespace EventSchemas.Generators.Tests;

public sealed class DeclarationTests
{
    [Theory]
    [InlineData("public partial record E(string Name);", "name:string")]
    [InlineData(
        "public partial record E { public string Name { get; init; } = \"\"; public required int Size { get; set; } }",
        "name:string,size:int")]
    [InlineData(
        "public partial record E(string Name) { public int Size { get; init; } public int Twice => Size * 2; public static int "
        + "Count { get; set; } }",
        "name:string,size:int")]
    [InlineData("public partial record E(string @class, bool @event);", "class:string,event:boolean")]
    [InlineData(
        "public partial record E([AvroName(\"pinned\")] string Name, [property: AvroName(\"other\")] string Second);",
        "pinned:string,other:string")]
    [InlineData(
        "public record B(string First, int Moved); public partial record E(string First, long Moved, bool Last) : B(First, 0) { public "
        + "new long Moved { get; init; } = Moved; }",
        "first:string,last:boolean,moved:long")]
    [InlineData(
        "public partial record E(Page<string> Names, Page<int> Numbers); public record Page<T>(List<T> Items);",
        "names:PageOfString,numbers:PageOfInt32")]
    [InlineData(
        "public partial record E { public int Size { get; } public string Name { get; } public E(string name, int size) { Name = "
        + "name; Size = size; } }",
        "size:int,name:string")]
    public void Members_are_what_goes_on_the_wire_in_the_order_of_declaration(string record, string expected)
    {
        string source = record.Replace(
            "public partial record E", "[OpenEdxEvent(\"org.acme.e.v1\")] public partial record E", StringComparison.Ordinal);
        Assembly assembly = GeneratorRun.Of(source).Load();
        var schema = (Avro.AvroRecordSchema)new LoadedEvent(assembly, "E").Descriptor.Schema;

        Assert.Equal(
            expected,
            string.Join(",", schema.Fields.Select(
                field =>
                    $"{field.Name}:{(field.Schema as Avro.AvroNamedSchema)?.Name ?? ((Avro.AvroPrimitiveSchema)field.Schema).Name}")));
    }

    [Theory]
    [InlineData("public abstract record B([PersonalData, AvroName(\"mail\"), AvroAlias(\"old\"), AvroDefault(\"x\")] string Post);")]
    [InlineData(
        "public abstract record B(string Post) : C(Post); "
        + "public abstract record C([PersonalData, AvroName(\"mail\"), AvroAlias(\"old\"), AvroDefault(\"x\")] string Post);")]
    [InlineData(
        "public abstract record B([PersonalData, AvroAlias(\"old\")] string Post) : C<string>(Post); "
        + "public abstract record C<T>([AvroName(\"mail\"), AvroDefault(\"x\")] T Post);")]
    public void Attributes_of_the_parameters_of_base_records_count(string records)
    {
        Assembly assembly = GeneratorRun.Of(
            "[OpenEdxEvent(\"org.acme.e.v1\")] public sealed partial record E(string A, string Post) : B(Post); " + records).Load();
        EventDescriptor descriptor = new LoadedEvent(assembly, "E").Descriptor;

        Avro.AvroField field = Assert.Single(((Avro.AvroRecordSchema)descriptor.Schema).Fields, one => one.Name == "mail");
        Assert.Equal("\"x\"", field.Default?.ToString());
        Assert.Equal(["old"], field.Aliases);
        Assert.Equal(["CloudEvent.mail"], descriptor.PersonalData);
    }

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    public void What_is_generated_is_the_same_under_any_culture(string culture)
    {
        const string source =
            "[OpenEdxEvent(\"org.acme.e.v1\")] public partial record E(int INDEX, double Ratio = -1.5, float Part = 0.25f, long "
            + "Most = long.MinValue);";
        string expected = GeneratorRun.Of(source).Result.GeneratedSources[0].SourceText.ToString();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            GeneratorRun run = GeneratorRun.Of(source);
            Assert.Equal(expected, run.Result.GeneratedSources[0].SourceText.ToString());
            run.Load();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_record_of_another_assembly_reads_the_same_as_one_of_our_own()
    {
        const string shared =
            "namespace Shared { public record Base([property: AvroName(\"b\")] string Before); public record Part(string Before, int Size "
            + "= 3, string? Note = null) : Base(Before) { public List<Part> Parts { get; init; } = []; } }";
        const string @event = "[OpenEdxEvent(\"org.acme.e.v1\")] public partial record E(Shared.Part Part);";
        Microsoft.CodeAnalysis.MetadataReference library = GeneratorRun.Of(shared).ToReference();

        Assert.Equal(Schema(GeneratorRun.Of(shared, @event)), Schema(GeneratorRun.Of([library], @event)));
    }

    [Theory]
    [InlineData("public record struct Money(long Cents, string Currency = \"EUR\");")]
    [InlineData("public readonly record struct Money(long Cents, [property: AvroName(\"c\")] string Currency);")]
    [InlineData("public record struct Money { public long Cents { get; set; } public string? Currency { get; set; } }")]
    public void A_record_struct_of_another_assembly_reads_the_same_as_one_of_our_own(string money)
    {
        string shared = $"namespace Shared {{ {money} }}";
        const string @event = "[OpenEdxEvent(\"org.acme.e.v1\")] public partial record E(Shared.Money Paid, Shared.Money? Left);";
        GeneratorRun run = GeneratorRun.Of([GeneratorRun.Of(shared).ToReference()], @event);

        Assert.Equal(Schema(GeneratorRun.Of(shared, @event)), Schema(run));
        Assert.Empty(run.Messages);
    }

    [Fact]
    public void A_record_in_two_events_has_one_codec_and_a_place_in_both_namespaces()
    {
        GeneratorRun run = GeneratorRun.Of("""
            [OpenEdxEvent("org.acme.a.v1")] public partial record A(User Who, User? By);
            [OpenEdxEvent("org.acme.b.v1")] public partial record B(User Who);
            public record User(long Id);
            """);
        Assembly assembly = run.Load();

        Assert.Single(run.Result.GeneratedSources, source => source.HintName == "UserCodec.g.cs");
        Assert.Contains(
            """{"default": null, "name": "by", "type": ["null", "User"]}""",
            new LoadedEvent(assembly, "A").Descriptor.RegistryText,
            StringComparison.Ordinal);
        Assert.Contains(
            "\"namespace\": \"org.acme.b.v1\"", new LoadedEvent(assembly, "B").Descriptor.RegistryText, StringComparison.Ordinal);
    }

    private static string Schema(GeneratorRun run)
    {
        string source = run.Result.GeneratedSources.Single(s => s.HintName == "E.g.cs").SourceText.ToString();
        return source[..source.IndexOf(")]", StringComparison.Ordinal)];
    }
}
