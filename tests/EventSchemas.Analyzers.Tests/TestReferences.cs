using System.Collections.Immutable;
using EventSchemas.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Analyzers.Tests;

/// <summary>What the code under test is compiled against: the runtime that runs the tests, and assemblies that the tests are built with.</summary>
static class TestReferences
{
    private static readonly Dictionary<string, MetadataReference> Known = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => !string.IsNullOrEmpty(path))
        .DistinctBy(Path.GetFileNameWithoutExtension)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => (MetadataReference)MetadataReference.CreateFromFile(path), StringComparer.Ordinal);

    /// <summary>What a library of events has: .NET and EventSchemas.</summary>
    public static ImmutableArray<MetadataReference> Contracts { get; } =
        [.. Known.Where(known => known.Key.StartsWith("System.", StringComparison.Ordinal)).Select(known => known.Value), .. Of("mscorlib", "netstandard", "EventSchemas", "EventSchemas.Avro")];

    /// <summary>What comes with Kafka's client.</summary>
    public static ImmutableArray<MetadataReference> Confluent { get; } = Of("Confluent.Kafka");

    /// <summary>What comes with the bus.</summary>
    public static ImmutableArray<MetadataReference> Kafka { get; } =
        [.. Of("EventSchemas.Kafka"), .. Confluent, .. Known.Where(known => known.Key.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)).Select(known => known.Value)];

    /// <summary>Another assembly, with what the generator adds to it, as a build sees it: metadata without source.</summary>
    public static MetadataReference Compile(string assembly, string source, params ImmutableArray<MetadataReference> references)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        CSharpCompilation compilation = CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText(RuleTest.Usings, options), CSharpSyntaxTree.ParseText(source, options)],
            [.. Contracts, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new EventSchemasGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        using var image = new MemoryStream();
        Assert.Empty(output.Emit(image).Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static ImmutableArray<MetadataReference> Of(params string[] names) => [.. names.Select(name => Known[name])];
}
