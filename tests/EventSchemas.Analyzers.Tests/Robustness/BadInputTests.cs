using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// Incomplete records, missing usings, generic garbage and damaged contract files: no analyzer and no generator fails, generated code
/// can always be parsed, and it compiles if the project's own code does.
/// </summary>
public sealed class BadInputTests
{
    private const int UsualInputs = 60;

    private const string Source = """
        namespace Acme.Events;

        [OpenEdxEvent(
            "org.acme.order.placed.v1", Topic = "orders", Key = "Buyer.Name",
            FeatureFlag = "OrderPlacedEvent", FlagRemoveBy = "2030-01-31")]
        public sealed partial record OrderPlaced(
            Buyer Buyer, [AvroAlias("count")] int Items, List<Line>? Lines, Payment Paid, Page<Line> Page,
            [JustifiedBreak("EVS3006", "Nobody reads it.", Expires = "2027-01-31")] long Number = 3, string? Note = null);

        [OpenEdxEvent("org.acme.order.paid.v1", StableBecause = "Old.", Role = EventRole.Mirror)]
        public partial record OrderPaid([WhenMissing(Json = "[1]")] List<int> Parts)
        {
            public required Buyer Payer { get; init; }
            [Obsolete] public string Old { get; init; } = "";
        }

        public record Buyer([PersonalData] string Name, DateTimeOffset? Since, Mode Mode = Mode.Audit);
        public sealed record Line([AvroDecimal(9, 2)] decimal Price, [AvroFixed(4)] byte[] Code, Line? Next);
        [AvroUnion(typeof(Card), typeof(Cash))] public abstract record Payment;
        public record Card([AvroName("pan")] string Number) : Payment;
        public record Cash(double Amount) : Payment;
        public record Page<T>(IReadOnlyList<T> Items, Dictionary<string, T> ByName) where T : class;
        public enum Mode { [AvroDefaultSymbol] Audit, Verified = 4 }

        public sealed class Mail(IEventProducer<OrderPaid> producer) : IEventHandler<OrderPlaced>
        {
            public async Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken) =>
                await producer.PublishAsync(new OrderPaid([]) { Payer = value.Buyer }, cancellationToken: cancellationToken);
        }
        """;

    private static readonly string[] Vocabulary =
    [
        "?", "<", ">", "(", ")", "{", "}", "[", "]", ",", ";", ":", "=", "\"", "partial", "record", "struct", "class", "int",
        "dynamic", "T", "void", "ref", "unsafe", "int*", "List<", "Dictionary<,>", "nameof", "typeof(", "static", "abstract",
        "required", "this", "null", "default", "params", "OrderPlaced", "Buyer", "Payment", "Page<Page<", "(int, int)",
        "[OpenEdxEvent]", "[OpenEdxEvent(null)]", "[AvroUnion(null)]", "[AvroFixed(-1)]", "[AvroDecimal(1, 2, 3)]",
        "[JustifiedBreak(null, null)]", "[AvroName(null)]", "// ", "/*", "#if X", "\u0000", "é",
    ];

    [Fact]
    public async Task Whatever_is_typed_no_analyzer_fails_and_what_is_generated_compiles()
    {
        (string Path, string Text)[] files = ContractFiles();
        for (int i = Scale.FirstInput; i < Scale.FirstInput + (UsualInputs * Scale.Factor); i++)
        {
            string text = Mutated(i);
            GeneratorRun generated = GeneratorRun.Of(Compilation(text));
            GeneratorRunResult run = generated.Result;
            Assert.True(run.Exception is null, $"Input {i}: {run.Exception}\n{text}");
            Assert.True(
                run.GeneratedSources.All(source => !source.SyntaxTree.GetDiagnostics(TestContext.Current.CancellationToken).Any()),
                $"Input {i} makes the generator write what can't be parsed:\n{text}");
            bool isSound = !Errors(generated.Input).Any(error => !ComesFromTheGenerator(error));
            SyntaxTree[] written = [.. run.GeneratedSources.Select(source => source.SyntaxTree)];
            Diagnostic[] wrong = [.. Errors(generated.Output).Where(error => written.Contains(error.Location.SourceTree))];
            Assert.True(!isSound || wrong.Length == 0, $"Input {i}: {string.Join('\n', wrong.AsEnumerable())}\n{text}");
            await AnalyzeAsync(generated.Output, files, i, text);
        }
    }

    [Fact]
    public async Task No_analyzer_fails_whatever_is_in_contract_files()
    {
        (string Path, string Text)[] good = ContractFiles();
        byte[][] corpus = [.. good.Select(file => System.Text.Encoding.UTF8.GetBytes(file.Text))];
        byte[][] tokens =
        [
            .. new[] { "{", "}", "[", "]", "\"type\"", "null", "1e999", "\"CloudEvent\"", "\"fields\":", "\u0000", "\uFEFF", "\\u", "," }
                .Select(System.Text.Encoding.UTF8.GetBytes),
        ];
        var mutator = new Mutator(corpus, tokens, seed: 7);
        CSharpCompilation compilation = Compilation(Source);
        for (int i = Scale.FirstInput; i < Scale.FirstInput + (UsualInputs * Scale.Factor); i++)
        {
            string text = System.Text.Encoding.UTF8.GetString(mutator.Make(i));
            await AnalyzeAsync(
                compilation, [.. good.Select((file, j) => j == i % good.Length ? file with { Text = text } : file)], i, text);
        }
    }

    private static async Task AnalyzeAsync(Compilation compilation, (string Path, string Text)[] files, int input, string text)
    {
        foreach (Diagnostic diagnostic in await Analysis.AllAsync(compilation, files, $"Input {input}:\n{text}"))
        {
            Assert.NotEmpty(diagnostic.GetMessage(CultureInfo.InvariantCulture));
        }
    }

    private static string Mutated(int index)
    {
        var random = new Random(unchecked((11 * 397) ^ index));
        IEnumerable<SyntaxToken> parsed = TestCompilation.Parse("Events.cs", Source).GetRoot().DescendantTokens();
        List<string> tokens = [.. parsed.Select(token => token.ToFullString())];
        for (int mutations = random.Next(1, 6); mutations > 0 && tokens.Count > 0; mutations--)
        {
            int at = random.Next(tokens.Count);
            switch (random.Next(6))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[random.Next(tokens.Count)]);
                    break;
                case 2:
                    tokens[at] = tokens[random.Next(tokens.Count)];
                    break;
                case 3:
                    tokens.Insert(at, " " + Vocabulary[random.Next(Vocabulary.Length)] + " ");
                    break;
                case 4:
                    tokens.RemoveRange(at, Math.Min(random.Next(1, 12), tokens.Count - at));
                    break;
                default:
                    // Somebody is typing here.
                    tokens.RemoveRange(at, random.Next(4) == 0 ? tokens.Count - at : 1);
                    break;
            }
        }

        return string.Concat(tokens);
    }

    private static CSharpCompilation Compilation(string text) => TestCompilation.Create("Events", [("Events.cs", text)]);

    private static (string Path, string Text)[] ContractFiles()
    {
        var contracts = new BuiltContracts(Source);
        return [.. contracts.Accepted(), .. contracts.Shipped(1)];
    }

    private static IEnumerable<Diagnostic> Errors(Compilation compilation) =>
        compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(
            diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    // An event implements its contract in generated code: without it, it can't be a type argument of a handler or a producer.
    private static bool ComesFromTheGenerator(Diagnostic error) => error.Id is "CS0311" or "CS0315";
}
