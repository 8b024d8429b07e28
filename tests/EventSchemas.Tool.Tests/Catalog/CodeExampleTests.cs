using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EventSchemas.Assemblies;
using EventSchemas.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace EventSchemas.Tool.Tests;

/// <summary>The example in C# of an event is compiled, and constructs what the example in JSON says.</summary>
public sealed partial class CodeExampleTests : IDisposable
{
    private const string Events = """
        using System.Collections.Frozen;
        using System.Collections.Immutable;
        using EventSchemas.Avro;

        namespace Acme.Shop
        {
            [AvroEvent("acme.shop.order.placed.v1", StableBecause = "a test")]
            public sealed partial record OrderPlaced(
                string Number,
                [AvroName("no")] long Position,
                Address Address,
                Address? Second,
                IReadOnlyList<Line> Lines,
                Line[] More,
                ImmutableArray<int> Numbers,
                Dictionary<string, Line> ByName,
                IReadOnlyDictionary<string, int> Counts,
                ImmutableDictionary<string, string> Labels,
                FrozenDictionary<string, double> Rates,
                Payment Payment,
                Payment? Refund,
                Page<Line> Page,
                Color Color,
                Color? Other,
                int? Age,
                string? Note,
                bool IsGift,
                float Weight,
                double Height,
                [AvroDecimal(9, 2)] decimal Total,
                DateTimeOffset At,
                DateTime Utc,
                [AvroLogicalType(AvroLogicalTypeKind.LocalTimestampMicros)] DateTime Local,
                DateOnly Day,
                TimeOnly Time,
                TimeSpan Span,
                Guid Id,
                byte[] Data,
                ReadOnlyMemory<byte> Memory,
                int @class)
            {
                public required Celsius Heat { get; init; }

                public IList<IReadOnlyList<string>> Nested { get; init; } = [];
            }

            public sealed record Address(string Street, Orders.Line.Kind Kind);
            public sealed record Line(string Sku, int Pieces);
            public sealed record Page<T>(IReadOnlyList<T> Items);
            public abstract record Base(string Reference);
            [AvroUnion(typeof(Card), typeof(Cash))]
            public abstract record Payment;
            public sealed record Card(string Number, Holder Holder) : Payment;
            public sealed record Cash(double Amount) : Payment;
            public sealed record Holder(string Name, string Reference) : Base(Reference);
            public enum Color { [AvroName("RED")] Red, Blue }

            [AvroConverter(typeof(CelsiusConverter))]
            public readonly record struct Celsius(double Degrees);

            public sealed class CelsiusConverter : IAvroConverter<Celsius, double>
            {
                public static double ToWire(Celsius value) => value.Degrees;
                public static Celsius FromWire(double wire) => new(wire);
            }

            [AvroEvent("acme.shop.order.read.v1", StableBecause = "a test", Role = EventRole.Mirror)]
            public sealed partial record OrderRead(string Number);

            public static partial class Outer
            {
                [OpenEdxEvent("org.acme.shop.order.nested.v1", StableBecause = "a test")]
                public sealed partial record Nested(string CourseName, Orders.Line Line, DateTimeOffset CreatedAt, Tree Tree);
            }

            public sealed record Tree(string Value, IReadOnlyList<Tree> Children);
        }

        namespace Acme.Shop.Orders
        {
            public sealed record Line(int Number)
            {
                public enum Kind { Home, Work }
            }
        }
        """;

    private readonly ServiceBuilds _builds = new();

    public void Dispose() => _builds.Dispose();

    [Fact]
    public async Task Every_example_compiles_and_constructs_what_the_JSON_says()
    {
        GeneratorRun run = GeneratorRun.Of(Events);
        Assert.Empty(run.Messages);
        WriteManifest(run);
        JsonElement[] events = [.. (await _builds.CatalogAsync()).GetProperty("events").EnumerateArray()];

        string[] codes = [.. events.Select((one, i) => CompilableOf(CatalogTests.Text(one.GetProperty("examples"), "code"), i))];
        Assembly examples = GeneratorRun.Of(TestReferences.Kafka, [Events, .. codes]).Load();

        OutputSnapshot.Verify("catalog-example.txt", CatalogTests.Text(events[0].GetProperty("examples"), "code"));
        Assert.Equal(
            events.Select(one => Canonical(one.GetProperty("examples").GetProperty("json").GetRawText())),
            codes.Select((_, i) => Canonical((string)examples.GetType($"Use{i}")!.GetMethod("Json")!.Invoke(null, [])!)));
    }

    private static string Canonical(string json) => JsonNode.Parse(json)!.ToJsonString();

    // The statements into a method, and the value into one that can be called.
    private static string CompilableOf(string code, int number)
    {
        string[] parts = code.Split("// Read it:");
        Match head = Usings().Match(parts[0]);
        string statements = parts[0][head.Length..];
        string type = HandledType().Match(parts[1]).Groups[1].Value;
        string value = Construction().Match(statements).Value;
        return $$"""
            {{head.Value}}
            using EventSchemas.Kafka;
            public static class Use{{number}}
            {
                public static async Task RunAsync(
                    EventBusBuilder bus, IEventProducer<{{type}}> producer, CancellationToken cancellationToken)
                {
                    await Task.Yield();
                    {{statements}}
                }

                public static string Json()
                {
                    {{value}}
                    return AvroJsonText.ToJson(SchemaOf<{{type}}>(), AvroCodec.Serialize(value));
                }

                private static EventSchemas.Avro.AvroSchema SchemaOf<T>() where T : class, IEventContract<T> => T.Schema;
            }
            {{parts[1]}}
            """;
    }

    private void WriteManifest(GeneratorRun run)
    {
        string path = Path.Combine(_builds.Folder, "Shop.dll");
        EmitResult emitted = run.Output.WithAssemblyName("Shop")
            .Emit(path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        EventManifest manifest = new EventManifestBuilder(new ManifestSettings
        {
            PackageVersion = "0.1.0",
            Service = "shop",
            Environment = "",
            BuildDate = new DateTime(2027, 1, 31, 0, 0, 0, DateTimeKind.Utc),
            ProjectDirectory = _builds.Folder,
            Contracts = new ContractFolder(Path.Combine(_builds.Folder, "schemas")),
            Compatibility = "FULL_TRANSITIVE",
            DocumentationFile = "",
        }).Build(path, [.. Directory.GetFiles(AppContext.BaseDirectory, "EventSchemas*.dll")]);
        _builds.Write("Shop.eventschemas.json", EventManifestFile.ToText(manifest));
    }

    [GeneratedRegex(@"\A(using [^;]+;\n)*")]
    private static partial Regex Usings();

    [GeneratedRegex(@"IEventHandler<([^>]+)>")]
    private static partial Regex HandledType();

    [GeneratedRegex(@"^var value = .*?;$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Construction();
}
