using EventSchemas.Avro;
using EventSchemas.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Generators.Tests;

/// <summary>Comments as the documentation of the schema of an [AvroEvent].</summary>
public sealed class XmlDocTests
{
    private const string Source =
        """
        namespace Shop;

        /// <summary>
        /// An order was placed,
        ///   see <see cref="Shop.Page{T}.Next(int)"/> and <see cref="Kind">its kind</see>. A <c>null</c>
        /// <para>or <see langword="null"/> of <paramref name="Number"/> &amp; more.</para>
        /// </summary>
        /// <param name="Number">The number
        /// on the invoice.</param>
        [AvroEvent("shop.placed.v1"/*options*/)]
        public sealed partial record Placed(string Number, Kind Kind, List<Line?> Lines)
        {
            /** <summary>
             * How it was
             * paid.
             * </summary>
             */
            public string @event { get; init; } = "";

            // <summary>An ordinary comment.</summary>
            //// <summary>Another one.</summary>
            public string? Plain { get; init; }

            /// <summary>Not <b>closed.</summary>
            public string? Broken { get; init; }
        }

        /// <summary>What it is.</summary>
        public enum Kind { Goods, Service }

        /// <inheritdoc/>
        public sealed record Line(string Sku)
        {
            /// <summary>How many.</summary>
            public int Count { get; init; }
        }
        """;

    [Theory]
    [InlineData(DocumentationMode.None)]
    [InlineData(DocumentationMode.Parse)]
    [InlineData(DocumentationMode.Diagnose)]
    public void Comments_are_the_doc_in_every_mode_of_the_compiler(DocumentationMode mode)
    {
        AvroRecordSchema schema = SchemaOf(Source.Replace("/*options*/", ", XmlDocs = true", StringComparison.Ordinal), mode);

        Assert.Equal("An order was placed, see Next and its kind. A null or null of Number & more.", schema.Doc);
        Assert.Equal(
            ["The number on the invoice.", null, null, "How it was paid.", null, null], schema.Fields.Select(field => field.Doc));
        Assert.Equal("What it is.", ((AvroEnumSchema)schema.Fields[1].Schema).Doc);
        var line = (AvroRecordSchema)((AvroUnionSchema)((AvroArraySchema)schema.Fields[2].Schema).Items).Branches[1];
        Assert.Null(line.Doc);
        Assert.Equal([null, "How many."], line.Fields.Select(field => field.Doc));
    }

    [Theory]
    [InlineData("", null, "", false)]
    [InlineData("", "build_property.EventSchemasXmlDocs", "true", true)]
    [InlineData("", "eventschemas_xml_docs", "True", true)]
    [InlineData(", XmlDocs = false", "build_property.EventSchemasXmlDocs", "true", false)]
    [InlineData("", "eventschemas_xml_docs", "nonsense", false)]
    public void An_event_has_it_by_the_attribute_the_folder_or_the_project(string option, string? key, string value, bool expected)
    {
        AvroRecordSchema schema = SchemaOf(
            Source.Replace("/*options*/", option, StringComparison.Ordinal), DocumentationMode.Parse, key, value);

        Assert.Equal(expected, schema.Doc is not null);
    }

    [Fact]
    public void The_comment_of_another_assembly_is_not_read()
    {
        CSharpCompilation other = TestCompilation.Of("namespace Shop; /// <summary>Far.</summary>\npublic sealed record Far(int X);");
        GeneratorRun run = GeneratorRun.Of(TestCompilation
            .Of("namespace Shop; [AvroEvent(\"a\", XmlDocs = true)] public sealed partial record Near(Far Far);")
            .AddReferences(other.WithAssemblyName("Other").ToMetadataReference()));

        Assert.Null(((AvroRecordSchema)SchemaOf(run).Fields[0].Schema).Doc);
    }

    [Theory]
    [InlineData(70, "word")]
    [InlineData(20_000, "word")]
    public void Elements_within_each_other_do_no_harm(int depth, string expected)
    {
        string open = string.Concat(Enumerable.Repeat("<b>", depth));
        string close = string.Concat(Enumerable.Repeat("</b>", depth));
        AvroRecordSchema schema = SchemaOf(
            $"""
            /// <summary>word {open}deep{close}</summary>
            [EventSchemas.AvroEvent("a", XmlDocs = true)] public sealed partial record Placed(int X);
            """,
            DocumentationMode.None);

        Assert.Equal(expected, schema.Doc);
    }

    [Fact]
    public void An_event_of_Open_edX_keeps_the_doc_of_its_bus()
    {
        GeneratorRun run = GeneratorRun.Of(
                "/// <summary>Placed.</summary>\n[OpenEdxEvent(\"org.acme.a.v1\")] public sealed partial record A(int X);")
            .Set("build_property.EventSchemasXmlDocs", "true");

        Assert.StartsWith("Avro Event Format", SchemaOf(run).Doc, StringComparison.Ordinal);
    }

    private static AvroRecordSchema SchemaOf(string source, DocumentationMode mode, string? key = null, string value = "")
    {
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Of([]).AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(source, TestCompilation.Language.WithDocumentationMode(mode), "Placed.cs")));
        return SchemaOf(key is null ? run : run.Set(key, value));
    }

    private static AvroRecordSchema SchemaOf(GeneratorRun run) => (AvroRecordSchema)AvroSchema.Parse((string)run.Output.Assembly
        .GetAttributes()
        .Single(attribute => attribute.AttributeClass?.Name == "EventContractAttribute")
        .ConstructorArguments[1].Value!);
}
