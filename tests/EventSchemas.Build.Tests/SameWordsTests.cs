using System.Globalization;
using EventSchemas.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Build.Tests;

/// <summary>The editor and the build report one edit in the same words, except for names that only C# has.</summary>
public sealed class SameWordsTests : IDisposable
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\", Topic = \"a\")] public partial record ";
    private const string AvroEvent = "AvroEvent";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas ");

    private string Contracts => Path.Combine(_folder.FullName, "schemas");

    public void Dispose() => _folder.Delete(recursive: true);

    // Members with the schema's spelling have the same name in both.
    [Theory]
    [InlineData("EVS3001", "int count, int other", "int other")]
    [InlineData("EVS3002", "int other", "int other, int count")]
    [InlineData("EVS3003", "int count", "string count")]
    [InlineData("EVS3005", "int count", "[AvroAlias(\"count\")] int number")]
    [InlineData("EVS3006", "int count", "long count")]
    [InlineData("EVS3008", "int count", "int? count")]
    [InlineData("EVS3009", "int? count", "int count")]
    [InlineData("EVS3001", "int count, int other", "int other", AvroEvent)]
    [InlineData("EVS3002", "int other", "int other, int count", AvroEvent)]
    [InlineData("EVS3003", "int count", "string count", AvroEvent)]
    [InlineData("EVS3006", "DateOnly count", "DateTimeOffset count", AvroEvent)]
    public async Task A_break_of_a_shipped_version(string rule, string before, string after, string attribute = "OpenEdxEvent")
    {
        CSharpCompilation compilation = Compile(before, after, shipped: 2, attribute: attribute);

        string[] shown = await ShownAsync(compilation, rule);
        RecordingEngine engine = Run(new CheckEventContracts(), compilation);

        Assert.Equal(Assert.Single(shown), Assert.Single(engine.Errors));
    }

    [Theory]
    [InlineData("EVS3006", "int count", "long count")]
    [InlineData("EVS3101", "string? note", "string? remark")]
    [InlineData("EVS3103", "[AvroDecimal(9, 2)] decimal price", "[AvroDecimal(9, 4)] decimal price")]
    [InlineData("EVS3104", "int count = 0", "int count = 1")]
    [InlineData("EVS3113", "string name", "[PersonalData] string name")]
    [InlineData("EVS3116", "[PersonalData] string name", "string name")]
    [InlineData("EVS3006", "int count", "long count", AvroEvent)]
    [InlineData("EVS3113", "string name", "[PersonalData] string name", AvroEvent)]
    public async Task A_change_of_what_was_only_accepted(string rule, string before, string after, string attribute = "OpenEdxEvent")
    {
        CSharpCompilation compilation = Compile(before, after, shipped: 0, attribute: attribute);

        string shown = Assert.Single(await ShownAsync(compilation, rule));

        Assert.Contains(
            $" {rule}: {shown}", Assert.Single(Run(new AcceptEventContracts(), compilation).Errors), StringComparison.Ordinal);
        Assert.Equal(shown, Assert.Single(Run(new CheckEventContracts(), compilation).Errors));
    }

    [Fact]
    public async Task An_edit_of_the_event_itself_is_named_by_its_event_type_where_the_record_is_not_known()
    {
        CSharpCompilation compilation = Compile(
            "int count", "int count", shipped: 0,
            edit: source => source.Replace("Topic", "Role = EventRole.Mirror, Topic", StringComparison.Ordinal));

        string shown = Assert.Single(await ShownAsync(compilation, "EVS3117"));

        Assert.StartsWith("A was owned ", shown, StringComparison.Ordinal);
        Assert.Equal(
            "org.acme.a.v1" + shown[1..],
            Assert.Single(Run(new CheckEventContracts(), compilation).Errors));
    }

    [Fact]
    public async Task Another_way_of_writing_the_key_of_an_event_with_AvroEvent()
    {
        string Keyed(string source) => source
            .Replace("Topic", "Key = \"Inner.count\", Topic", StringComparison.Ordinal)
            .Replace("OpenEdxEvent", AvroEvent, StringComparison.Ordinal);
        CSharpCompilation compilation = Compile(
            "int count", "int count", shipped: 0, edit: source => Keyed(source).Replace(
                "Topic", "KeyFormat = EventKeyFormat.Avro, Topic", StringComparison.Ordinal), first: Keyed);

        string shown = Assert.Single(await ShownAsync(compilation, "EVS3112"));

        Assert.StartsWith("The key was 'Inner.count' as text in the contract of ", shown, StringComparison.Ordinal);
        Assert.Equal(shown, Assert.Single(Run(new CheckEventContracts(), compilation).Errors));
    }

    private CSharpCompilation Compile(
        string before,
        string after,
        int shipped,
        Func<string, string>? edit = null,
        Func<string, string>? first = null,
        string attribute = "OpenEdxEvent")
    {
        string Of(string source) => source.Replace("OpenEdxEvent", attribute, StringComparison.Ordinal);
        var built = new BuiltContracts(TestCompilation.Of((first ?? Of)(Source(before))), folder: Contracts);
        foreach ((string path, string text) in built.Accepted().Concat(Enumerable.Range(1, shipped).SelectMany(built.Shipped)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return GeneratorRun.Of(TestCompilation.Of((edit ?? Of)(Source(after)))).Output;
    }

    private static string Source(string members) => Event + "A(Inner Inner); public record Inner(" + members + ");";

    private async Task<string[]> ShownAsync(CSharpCompilation compilation, string rule)
    {
        AdditionalText[] files =
            [
                .. Directory.GetFiles(Contracts, "*", SearchOption.AllDirectories)
                    .Select(path => new InMemoryFile(path, File.ReadAllText(path))),
            ];
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new EventAnalyzer()], new AnalyzerOptions([.. files]));
        return
        [
            .. (await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken))
                .Where(found => found.Id == rule)
                .Select(found => found.GetMessage(CultureInfo.InvariantCulture)),
        ];
    }

    private RecordingEngine Run(EventContractTask task, CSharpCompilation compilation)
    {
        var engine = new RecordingEngine();
        task.BuildEngine = engine;
        task.AssemblyPath = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N") + ".dll");
        task.ContractFolder = Contracts;
        Assert.True(compilation.Emit(task.AssemblyPath).Success);
        Assert.False(task.Execute());
        return engine;
    }
}
