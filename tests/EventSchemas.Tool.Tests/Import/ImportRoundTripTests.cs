using System.Globalization;
using System.Text.Json;
using CsCheck;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Tool.Tests;

/// <summary>Imported records generate the schema that they were made from; what can't be imported is refused with a reason.</summary>
public sealed class ImportRoundTripTests
{
    private const int GeneratedSchemas = 150;
    private const int MaxDecisions = 80;

    [Fact]
    public void Every_schema_of_openedx_events_comes_back()
    {
        Assert.SkipWhen(SharedFiles.OpenEdx is null, "The schemas of openedx-events come from ../shared, which isn't on this machine.");
        string[] files = Directory.GetFiles(Path.Combine(SharedFiles.OpenEdx!, "schemas"), "*.avsc");
        Assert.NotEmpty(files);

        RoundTrip trip = RoundTrip.Of(files.Select(file => (Path.GetFileName(file), AvroSchema.Parse(File.ReadAllText(file)))));

        Assert.Empty(trip.Refused);
        Assert.Equal(files.Length, trip.ComesBack);
    }

    [Fact]
    public void Every_conformance_schema_of_a_record_comes_back_or_is_refused_with_a_reason()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in new[] { "compatibility-cases.json", "canonical-form-cases.json", "binary-vectors.json" })
        {
            using JsonDocument cases = JsonDocument.Parse(SharedFiles.ConformanceFile(name));
            foreach (string text in cases.RootElement.EnumerateArray().SelectMany(SchemasIn))
            {
                texts.TryAdd(text, string.Create(CultureInfo.InvariantCulture, $"{name} {texts.Count}"));
            }
        }

        (string, AvroSchema)[] records =
        [
            .. texts.Select(one => (one.Value, Schema: Parsed(one.Key))).Where(one => one.Schema is AvroRecordSchema)
                .Select(one => (one.Value, one.Schema!)),
        ];

        RoundTrip trip = RoundTrip.Of(records);

        Assert.All(trip.Refused, refusal => Assert.NotEmpty(refusal.Reason));
        Assert.InRange(trip.ComesBack, records.Length / 2, records.Length);
        TestContext.Current.SendDiagnosticMessage(
            $"{trip.ComesBack} of {records.Length} come back.\n{string.Join('\n', trip.Refused.Select(refusal => refusal.ToString()))}");
    }

    [Fact]
    public void Generated_schemas_come_back_or_are_refused_with_a_reason()
    {
        RoundTrip trip = RoundTrip.Of(Generated(decisions =>
        {
            // A record around what is drawn, because few roots are records.
            AvroSchema drawn = SchemaGenerator.Make(decisions, isForApache: false);
            return drawn is AvroRecordSchema ? drawn : new AvroRecordSchema("Event", null, [new AvroField("member", drawn)]);
        }));

        Assert.All(trip.Refused, refusal => Assert.NotEmpty(refusal.Reason));
        Assert.NotEqual(0, trip.ComesBack);
    }

    [Fact]
    public void Generated_schemas_that_records_can_express_come_back()
    {
        (string, AvroSchema)[] schemas = Generated(ImportableSchemas.Make);

        RoundTrip trip = RoundTrip.Of(schemas);

        // What is left is a record that contains itself without end, and what its default can't say.
        string refused = string.Join('\n', trip.Refused.Select(refusal => refusal.ToString()));
        Assert.True(trip.ComesBack >= schemas.Length * 9 / 10, $"{trip.ComesBack} of {schemas.Length} come back.\n{refused}");
    }

    private static (string, AvroSchema)[] Generated(Func<byte[], AvroSchema> make)
    {
        var schemas = new List<(string, AvroSchema)>();
        Property.ForAll(Gen.Byte.Array[MaxDecisions], GeneratedSchemas, decisions =>
            schemas.Add((string.Create(CultureInfo.InvariantCulture, $"generated {schemas.Count}"), make(decisions))));
        return [.. schemas];
    }

    private static AvroSchema? Parsed(string text)
    {
        try
        {
            return AvroSchema.Parse(text);
        }
        catch (AvroSchemaException)
        {
            return null;
        }
    }

    // A schema is a value of its own or a text.
    private static IEnumerable<string> SchemasIn(JsonElement one) => one.EnumerateObject()
        .Where(member => member.Name is "reader" or "writer" or "candidate" or "schema" or "input" or "history" or "readerSchema")
        .SelectMany(member => member.Value.ValueKind == JsonValueKind.Array && member.Name == "history"
            ? member.Value.EnumerateArray()
            : Enumerable.Repeat(member.Value, 1))
        .Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());

    /// <summary>Schemas that were imported into one compilation, a namespace for each, and generated again.</summary>
    private sealed record RoundTrip(int ComesBack, IReadOnlyList<ImportRefusal> Refused)
    {
        public static RoundTrip Of(IEnumerable<(string Origin, AvroSchema Schema)> schemas)
        {
            var refused = new List<ImportRefusal>();
            var events = new List<ImportedEvent>();
            var files = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach ((string origin, AvroSchema schema) in schemas)
            {
                var import = new SchemaImport();
                string @namespace = string.Create(CultureInfo.InvariantCulture, $"Imported{files.Count}");
                bool isOpenEdx = schema is AvroRecordSchema { Name: "CloudEvent", Doc: not null };
                import.Add(origin, schema, new ImportSettings
                {
                    Namespace = @namespace,
                    EventType = isOpenEdx ? null : string.Create(CultureInfo.InvariantCulture, $"test.{files.Count}"),
                });
                refused.AddRange(import.Refusals);
                events.AddRange(import.Events);
                foreach ((string file, string text) in import.Files())
                {
                    files.Add($"{@namespace}/{file}", text);
                }
            }

            ImportTrialResult trial = ImportTrial.Of(events, files, SourceSettings.Default, TestContext.Current.CancellationToken);
            refused.AddRange(trial.Refusals);
            HashSet<string> tried = [.. trial.Contracts.Select(contract => contract.EventType)];
            IReadOnlyDictionary<string, AvroSchema> generated = Generated(files);
            foreach (ImportedEvent one in events.Where(one => tried.Contains(one.EventType)))
            {
                AvroSchema again = generated[one.EventType];
                Assert.Empty(AvroDifferences.Between(one.Schema, again));
                Assert.Equal(one.Schema.ToCanonicalForm(), again.ToCanonicalForm());
            }

            return new RoundTrip(tried.Count, refused);
        }

        private static Dictionary<string, AvroSchema> Generated(Dictionary<string, string> files)
        {
            CSharpCompilation compilation = TestCompilation.Create("Imported", files.Select(file => (file.Key, file.Value)));
            GeneratorRun run = GeneratorRun.Of(compilation, tracksSteps: false);
            return run.Output.Assembly.GetAttributes()
                .Where(attribute => attribute.AttributeClass?.Name == nameof(EventContractAttribute))
                .ToDictionary(
                    attribute => (string)attribute.ConstructorArguments[0].Value!,
                    attribute => AvroSchema.Parse((string)attribute.ConstructorArguments[1].Value!));
        }
    }
}
