using System.Text;
using System.Text.Json;
using Microsoft.Build.Utilities;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Build.Tests;

/// <summary>The manifest that the build writes of a compiled assembly.</summary>
public sealed class ManifestTests : IDisposable
{
    private const string Events = """
        namespace Acme;

        /// <summary>An order   was
        /// placed.</summary>
        /// <param name="Number">The number of the <see cref="OrderPlaced"/>.</param>
        [AvroEvent("order.placed.v1", Topic = "orders", Owner = "shop", FeatureFlag = "OrderPlaced", FlagRemoveBy = "2030-01-31")]
        public sealed partial record OrderPlaced(int Number);

        /// <remarks>Sent once, when the payment has
        /// arrived.</remarks>
        [AvroEvent("order.paid.v1", StableBecause = "it has always been there")]
        [JustifiedBreak("EVS3001", "nobody reads it", Member = "payee", Expires = "2030-03-31", AgreedBy = "the crm team")]
        public sealed partial record OrderPaid([property: PersonalData] string Payer, Account Account);

        /// <summary>An account.</summary>
        public sealed partial record Account
        {
            /// <summary>The bank that has it.</summary>
            public required string Bank { get; init; }
        }
        """;

    private const string Service = """
        using EventSchemas.Kafka;

        namespace Acme;

        public sealed class Mail :
            IEventHandler<OrderPlaced>, IEventHandler<OrderPaid>, IEventBatchHandler<OrderPaid>, IAnyEventHandler
        {
            public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken ct) => Task.CompletedTask;
            public Task HandleAsync(OrderPaid value, EventContext context, CancellationToken ct) => Task.CompletedTask;
            public Task HandleAsync(IReadOnlyList<EventDelivery<OrderPaid>> batch, CancellationToken ct) => Task.CompletedTask;
            public Task HandleAsync(AnyEvent value, EventContext context, CancellationToken ct) => Task.CompletedTask;
        }

        public static class Startup
        {
            public static void Configure(EventBusBuilder bus, string name, bool isLate)
            {
                bus.AddProducer<OrderPlaced>()
                    .AddConsumerGroup("mail", StartAt.Latest, group => group
                        .OnOrderPlaced<Mail>("welcome")
                        .OnOrderPaid<Mail>("receipt"));
                string captured = "captured";
                bus.AddConsumerGroup("closure", StartAt.Latest, group => group.OnOrderPlaced<Mail>(captured));
                bus.AddConsumerGroup("helpers", StartAt.Latest, group =>
                {
                    Local(group);
                    Other.Add(group, "other");
                });
                bus.AddConsumerGroup("method", StartAt.Latest, Other.Configure);
                bus.AddConsumerGroup(name, StartAt.Latest, group => group.HandleAny<Mail>(isLate ? "late" : "early"));
                bus.AddConsumerGroup("list", StartAt.Latest, group => group.HandleAny<Mail>("some", [EventDefinition.Of<OrderPaid>()]));

                static void Local(IConsumerGroupBuilder group) => group.HandleBatch<OrderPaid, Mail>("local");
            }
        }

        static class Other
        {
            public static void Add(IConsumerGroupBuilder group, string name) => group.OnOrderPaid<Mail>(name, options => options.Skip());

            public static void Configure(IConsumerGroupBuilder group)
            {
                if (group.ToString() != "")
                {
                    group.OnOrderPlaced<Mail>("either");
                }
            }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event manifest ");

    private string Manifest => Path.Combine(_folder.FullName, "Out.eventschemas.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void Handlers_and_producers_are_found_in_lambdas_closures_local_functions_and_other_methods(OptimizationLevel optimization)
    {
        JsonElement manifest = Write(CompileService(optimization));

        Assert.Equal(
            [
                "-/- any - Acme.Mail",
                "closure/captured event order.placed.v1 Acme.Mail",
                "helpers/local batch order.paid.v1 Acme.Mail",
                "helpers/other event order.paid.v1 Acme.Mail",
                "list/some any - Acme.Mail",
                "mail/receipt event order.paid.v1 Acme.Mail",
                "mail/welcome event order.placed.v1 Acme.Mail",
                "method/either event order.placed.v1 Acme.Mail",
            ],
            manifest.GetProperty("handlers").EnumerateArray().Select(one =>
                $"{Text(one, "group")}/{Text(one, "name")} {Text(one, "kind")} {Text(one, "eventType")} {Text(one, "handler")}"));
        Assert.Equal(
            ["some"],
            manifest.GetProperty("handlers").EnumerateArray()
                .Where(one => one.TryGetProperty("hasList", out _))
                .Select(one => Text(one, "name")));
        JsonElement producer = Assert.Single(manifest.GetProperty("producers").EnumerateArray());
        Assert.Equal(
            ("order.placed.v1", "File0.cs", LineOf("AddProducer")),
            (Text(producer, "eventType"), Text(producer, "file"), producer.GetProperty("line").GetInt32()));
        Assert.Contains(
            manifest.GetProperty("handlers").EnumerateArray(),
            one => Text(one, "name") == "either" && one.GetProperty("line").GetInt32() == LineOf("\"either\""));
    }

    [Fact]
    public void Events_are_there_with_flag_owner_terms_documentation_and_shipped_versions()
    {
        string assembly = CompileEvents();
        Run(new ShipEventContracts { AssemblyPath = assembly, ContractFolder = Path.Combine(_folder.FullName, "schemas") });

        JsonElement manifest = Write(assembly);

        JsonElement[] events = [.. manifest.GetProperty("events").EnumerateArray()];
        JsonElement paid = events[0];
        JsonElement placed = events[1];
        Assert.Equal("schemas", Text(manifest, "contractFolder"));
        Assert.Equal(("it has always been there", "-"), (Text(paid, "stableBecause"), Text(paid, "featureFlag")));
        Assert.Equal("OrderPaid.Payer", paid.GetProperty("personalData")[0].GetString());
        Assert.Equal(
            ("shop", "OrderPlaced", "2030-01-31", "orders", "FULL_TRANSITIVE", "Acme.OrderPlaced", "AvroEvent"),
            (Text(placed, "owner"), Text(placed, "featureFlag"), Text(placed, "flagRemoveBy"), Text(placed, "topic"),
                Text(placed, "compatibility"), Text(placed, "record"), Text(placed, "attribute")));
        Assert.Equal("An order was placed.", Text(placed, "summary"));
        Assert.Equal("The number of the OrderPlaced.", Text(placed.GetProperty("members"), "Number"));
        Assert.Equal(1, placed.GetProperty("versions")[0].GetProperty("number").GetInt32());
    }

    [Fact]
    public void A_file_of_a_deterministic_build_is_relative_to_the_project_too()
    {
        string events = CompileEvents();
        GeneratorRun run = GeneratorRun.Of([MetadataReference.CreateFromFile(events), .. TestReferences.Kafka], Service);

        JsonElement manifest = Write(Emit("Service", run.Output, OptimizationLevel.Release, $"/_/{_folder.Name}/"));

        Assert.Equal("File0.cs", Text(manifest.GetProperty("producers")[0], "file"));
    }

    [Fact]
    public void Remarks_members_of_further_records_and_justified_breaks_are_there_too()
    {
        JsonElement paid = Write(CompileEvents()).GetProperty("events")[0];

        Assert.Equal("Sent once, when the payment has arrived.", Text(paid, "remarks"));
        Assert.Equal("The bank that has it.", Text(paid.GetProperty("recordMembers").GetProperty("Account"), "Bank"));
        JsonElement justified = Assert.Single(paid.GetProperty("justifiedBreaks").EnumerateArray());
        Assert.Equal(
            ("EVS3001", "OrderPaid.payee", "2030-03-31", "the crm team", "nobody reads it"),
            (Text(justified, "rule"), Text(justified, "subject"), Text(justified, "expires"),
                Text(justified, "agreedBy"), Text(justified, "reason")));
    }

    [Theory]
    [InlineData(OptimizationLevel.Debug, "")]
    [InlineData(OptimizationLevel.Release, "")]
    [InlineData(OptimizationLevel.Release, "/_/")]
    public void An_event_says_where_its_record_is_written_and_never_where_the_checkout_is(OptimizationLevel optimization, string root)
    {
        const string nominal = """
            namespace Acme;

            [AvroEvent("order.sent.v1", StableBecause = "a test")]
            public sealed partial record OrderSent
            {
                public required int Number { get; init; }
            }
            """;
        string source = root.Length == 0 ? "" : $"{root}{_folder.Name}/";
        JsonElement manifest = Write(Emit("Events", GeneratorRun.Of(Events, nominal).Output, optimization, source));

        Assert.Equal(
            ["order.paid.v1 File0.cs:13", "order.placed.v1 File0.cs:7", "order.sent.v1 File1.cs:4"],
            manifest.GetProperty("events").EnumerateArray()
                .Select(one => $"{Text(one, "eventType")} {Text(one, "file")}:{one.GetProperty("line").GetInt32()}"));
        Assert.DoesNotContain(_folder.FullName, File.ReadAllText(Manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beside_the_project_is_named_from_there_and_one_from_elsewhere_is_not_known()
    {
        string sources = Path.Combine(Path.GetDirectoryName(_folder.FullName)!, "shared");

        JsonElement beside = Write(Emit("Events", GeneratorRun.Of(Events).Output, OptimizationLevel.Release, sources + "/"));
        Assert.Equal("../shared/File0.cs", Text(beside.GetProperty("events")[0], "file"));

        JsonElement elsewhere = Write(Emit("Events", GeneratorRun.Of(Events).Output, OptimizationLevel.Release, "/elsewhere/"));
        Assert.Equal("-", Text(elsewhere.GetProperty("events")[0], "file"));
    }

    [Fact]
    public void An_event_that_has_ended_has_its_terms_and_versions()
    {
        string assembly = CompileEvents();
        string contracts = Path.Combine(_folder.FullName, "schemas");
        Run(new ShipEventContracts { AssemblyPath = assembly, ContractFolder = contracts });
        string without = Emit("Events", GeneratorRun.Of("public sealed class Nothing;").Output, OptimizationLevel.Debug);
        Run(new RetireEventContracts
        {
            AssemblyPath = without, ContractFolder = contracts, EventTypes = "order.placed.v1", Reason = "nobody needs it",
        });

        JsonElement retired = Assert.Single(Write(without).GetProperty("retired").EnumerateArray());

        Assert.Equal(
            ("order.placed.v1", "nobody needs it", "orders", "FULL_TRANSITIVE"),
            (Text(retired, "eventType"), Text(retired, "reason"), Text(retired, "topic"), Text(retired, "compatibility")));
        Assert.Equal("record", Text(retired.GetProperty("versions")[0].GetProperty("schema"), "type"));
    }

    [Fact]
    public void The_types_that_events_are_made_of_are_there_as_somebody_writes_them()
    {
        string assembly = Emit("Events", GeneratorRun.Of("""
            using System.Collections.Immutable;
            using System.Diagnostics.CodeAnalysis;

            namespace Acme;

            [AvroEvent("order.sent.v1", StableBecause = "a test")]
            public sealed partial record Sent([AvroName("no")] int Number, Page<Line> Lines, Payment? Payment, Color[] Colors)
                : Base("shop")
            {
                public Sku? Sku { get; init; }

                [AvroConverter(typeof(CelsiusConverter))]
                public required Celsius Heat { get; init; }
            }

            public abstract record Base(string Shop);
            public sealed record Page<T>(IReadOnlyList<T> Items);
            public sealed record Line(string Sku);
            [AvroUnion(typeof(Card), typeof(Cash))]
            public abstract record Payment;
            public sealed record Card(string Number) : Payment;
            public sealed record Cash(double Amount) : Payment;
            public enum Color { [AvroName("RED")] Red, Blue }
            public readonly record struct Celsius(double Degrees);
            public sealed class CelsiusConverter : IAvroConverter<Celsius, double>
            {
                public static double ToWire(Celsius value) => value.Degrees;
                public static Celsius FromWire(double wire) => new(wire);
            }

            public readonly record struct Sku(string Text) : ISpanParsable<Sku>, ISpanFormattable
            {
                public static Sku Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => new(s.ToString());
                public static Sku Parse(string s, IFormatProvider? provider) => new(s);
                public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out Sku result)
                {
                    result = new(s.ToString());
                    return true;
                }

                public static bool TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Sku result)
                {
                    result = new(s ?? "");
                    return true;
                }

                public bool TryFormat(Span<char> span, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
                {
                    written = Text.Length;
                    return Text.TryCopyTo(span);
                }

                public string ToString(string? format, IFormatProvider? provider) => Text;
            }
            """).Output, OptimizationLevel.Release);

        Assert.Equal(
            [
                "Acme.Card(Number: System.String)",
                "Acme.Cash(Amount: System.Double)",
                "Acme.Color Red=RED Blue=Blue",
                "Acme.Line(Sku: System.String)",
                "Acme.Page<Acme.Line>(Items: System.Collections.Generic.IReadOnlyList<Acme.Line>)",
                "Acme.Payment = Acme.Card | Acme.Cash",
                "Acme.Sent(Number: System.Int32 as no, Lines: Acme.Page<Acme.Line>, Payment: Acme.Payment, Colors: Acme.Color[]) "
                    + "{ Shop: System.String, Sku: System.Nullable<Acme.Sku>, Heat: Acme.Celsius by Acme.CelsiusConverter }",
                "Acme.Sku parsed",
            ],
            Write(assembly).GetProperty("types").EnumerateArray()
                .Select(Shown)
                .Where(type => !type.StartsWith("Acme.Celsius", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_manifest_that_says_the_same_is_left_and_one_that_does_not_is_written_anew()
    {
        string assembly = CompileEvents();
        Write(assembly);
        DateTime written = new(2040, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Manifest, written);

        Write(assembly);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Manifest));

        Assert.Equal("shop", Text(Write(assembly, service: "shop"), "service"));
        Assert.NotEqual(written, File.GetLastWriteTimeUtc(Manifest));
    }

    [Fact]
    public void An_assembly_that_cannot_be_read_is_an_error_that_names_the_way_out()
    {
        string assembly = Path.Combine(_folder.FullName, "Broken.dll");
        File.WriteAllText(assembly, "not an assembly");
        var engine = new RecordingEngine();

        Assert.False(TaskFor(assembly, "", engine).Execute());

        Assert.Contains("EventSchemasManifest=false", Assert.Single(engine.Errors), StringComparison.Ordinal);
    }

    private static int LineOf(string text) => Service[..Service.IndexOf(text, StringComparison.Ordinal)].Count(c => c == '\n') + 1;

    private static string Shown(JsonElement type)
    {
        string Member(JsonElement one) => string.Concat(
            $"{Text(one, "name")}: {Text(one, "type")}",
            Text(one, "field") is "-" ? "" : $" as {Text(one, "field")}",
            Text(one, "converter") is "-" ? "" : $" by {Text(one, "converter")}");
        string Members(bool areParameters) => string.Join(", ", type.GetProperty("members").EnumerateArray()
            .Where(one => one.TryGetProperty("isParameter", out _) == areParameters)
            .Select(Member));
        return Text(type, "name") + (
            type.TryGetProperty("symbols", out JsonElement symbols)
                ? string.Concat(symbols.EnumerateObject().Select(symbol => $" {symbol.Name}={symbol.Value}"))
            : type.TryGetProperty("branches", out JsonElement branches) ? " = " + string.Join(" | ", branches.EnumerateArray())
            : type.TryGetProperty("isParsable", out _) ? " parsed"
            : $"({Members(true)})" + (Members(false) is { Length: > 0 } set ? $" {{ {set} }}" : ""));
    }

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "-";

    private string CompileEvents() => Emit("Events", GeneratorRun.Of(Events).Output, OptimizationLevel.Debug);

    private string CompileService(OptimizationLevel optimization)
    {
        string events = CompileEvents();
        GeneratorRun run = GeneratorRun.Of([MetadataReference.CreateFromFile(events), .. TestReferences.Kafka], Service);
        return Emit("Service", run.Output, optimization);
    }

    // With debug information and documentation, as a build leaves them.
    private string Emit(string name, CSharpCompilation compilation, OptimizationLevel optimization, string sourceFolder = "")
    {
        string path = Path.Combine(_folder.FullName, name + ".dll");
        using FileStream assembly = File.Create(path);
        using FileStream symbols = File.Create(Path.ChangeExtension(path, ".pdb"));
        using FileStream documentation = File.Create(Path.ChangeExtension(path, ".xml"));
        EmitResult result = WithEncoding(compilation, sourceFolder)
            .WithAssemblyName(name)
            .WithOptions(compilation.Options.WithOptimizationLevel(optimization))
            .Emit(
                assembly,
                symbols,
                documentation,
                options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: name + ".pdb"),
                cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }

    // Debug information has hashes of the files, which need an encoding.
    private static CSharpCompilation WithEncoding(CSharpCompilation compilation, string sourceFolder) => compilation.SyntaxTrees.Aggregate(
        compilation,
        (all, tree) => all.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(
            SourceText.From(tree.ToString(), Encoding.UTF8), (CSharpParseOptions)tree.Options, sourceFolder + tree.FilePath)));

    private JsonElement Write(string assembly, string service = "")
    {
        var engine = new RecordingEngine();
        Assert.True(TaskFor(assembly, service, engine).Execute(), string.Join('\n', engine.Errors));
        return JsonDocument.Parse(File.ReadAllText(Manifest)).RootElement;
    }

    private WriteEventManifest TaskFor(string assembly, string service, RecordingEngine engine) => new()
    {
        BuildEngine = engine,
        AssemblyPath = assembly,
        ManifestPath = Manifest,
        ProjectDirectory = _folder.FullName,
        ContractFolder = Path.Combine(_folder.FullName, "schemas"),
        DocumentationFile = Path.ChangeExtension(assembly, ".xml"),
        Service = service,
        References =
        [
            .. Directory.GetFiles(_folder.FullName, "*.dll")
                .Concat(Directory.GetFiles(AppContext.BaseDirectory, "EventSchemas*.dll"))
                .Select(file => new TaskItem(file)),
        ],
    };

    private static void Run(EventContractTask task)
    {
        var engine = new RecordingEngine();
        task.BuildEngine = engine;
        Assert.True(task.Execute(), string.Join('\n', engine.Errors));
    }
}
