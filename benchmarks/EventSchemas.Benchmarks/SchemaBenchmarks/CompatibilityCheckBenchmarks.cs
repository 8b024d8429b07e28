using System.Globalization;
using BenchmarkDotNet.Attributes;
using EventSchemas.Avro;

namespace EventSchemas.Benchmarks;

/// <summary>
/// Checking the enrollment event against earlier versions under FULL_TRANSITIVE. Each version has an optional member that the others don't
/// have.
/// </summary>
[MemoryDiagnoser, ShortRunJob]
public class CompatibilityCheckBenchmarks
{
    private AvroSchema _candidate = AvroPrimitiveSchema.Null;
    private AvroSchema[] _history = [];

    [Params(10, 100)]
    public int Versions { get; set; }

    [GlobalSetup]
    public void MakeVersions()
    {
        _history = [.. Enumerable.Range(0, Versions).Select(Version)];
        _candidate = Version(Versions);
    }

    /// <summary>The incompatibilities.</summary>
    [Benchmark(Baseline = true)]
    public int Check() => AvroCompatibility.Check(_candidate, _history, CompatibilityLevel.FullTransitive).Count;

    /// <summary>The findings of the rules, with a message for every difference.</summary>
    [Benchmark]
    public int CheckRules() => AvroRules.Check(_candidate, _history, CompatibilityLevel.FullTransitive).Count;

    private static string SchemaText { get; } = SchemaOf<Enrollment>();

    private static string SchemaOf<T>()
        where T : class, IEventContract<T> => T.Schema.ToJson();

    private static AvroSchema Version(int number)
    {
        string text = SchemaText;
        string member = string.Create(
            CultureInfo.InvariantCulture, $$"""{"name": "note_{{number}}", "type": ["null", "string"], "default": null}, """);
        int course = text.IndexOf("\"fields\"", StringComparison.Ordinal);
        int first = text.IndexOf('[', course) + 1;
        return AvroSchema.Parse(text.Insert(first, member));
    }
}
