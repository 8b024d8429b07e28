using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Generators.Tests;

/// <summary>Source text through the generator, the compiler and the loader.</summary>
sealed class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(OpenEdxEventAttribute).Assembly.Location)
            .Append(typeof(Avro.AvroSchema).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using EventSchemas;
        """;

    private GeneratorRun(CSharpCompilation input, GeneratorDriver driver)
    {
        Driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Input = input;
        Output = (CSharpCompilation)output;
        GeneratorDiagnostics = diagnostics;
    }

    public CSharpCompilation Input { get; }

    public CSharpCompilation Output { get; }

    public GeneratorDriver Driver { get; }

    public ImmutableArray<Diagnostic> GeneratorDiagnostics { get; }

    /// <summary>What the compiler says, warnings included.</summary>
    public IEnumerable<string> Messages => Output.GetDiagnostics()
        .Where(d => d.Severity >= DiagnosticSeverity.Warning)
        .Select(d => d.ToString());

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    public static GeneratorRun Of(params string[] sources) => Of([], sources);

    public static GeneratorRun Of(IEnumerable<MetadataReference> references, params string[] sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var compilation = CSharpCompilation.Create(
            "Events" + Guid.NewGuid().ToString("N"),
            [.. sources.Prepend(Usings).Select((text, i) => CSharpSyntaxTree.ParseText(text, options, $"File{i}.cs"))],
            References.AddRange(references),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new EventSchemasGenerator().AsSourceGenerator()],
            parseOptions: options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(compilation, driver);
    }

    /// <summary>The same driver on an edited compilation.</summary>
    public GeneratorRun Edit(Func<CSharpCompilation, CSharpCompilation> edit) => new(edit(Input), Driver);

    /// <summary>Replaces the text of one file, counted from 0 without the usings.</summary>
    public GeneratorRun Replace(int file, string text) => Edit(compilation =>
    {
        SyntaxTree tree = compilation.SyntaxTrees[file + 1];
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
    });

    public MemoryStream Emit()
    {
        var stream = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = Output.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        return stream;
    }

    public Assembly Load()
    {
        Assert.Empty(Messages);
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(Emit());
    }
}
