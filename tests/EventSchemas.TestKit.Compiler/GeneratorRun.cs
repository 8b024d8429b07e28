using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using EventSchemas.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace EventSchemas.TestKit;

/// <summary>A compilation after the generator ran: the generated code, the compiler's diagnostics, and the resulting assembly.</summary>
public sealed class GeneratorRun
{
    private ImmutableArray<AdditionalText> _files = [];

    private GeneratorRun(CSharpCompilation input, GeneratorDriver driver)
    {
        Driver = driver.RunGeneratorsAndUpdateCompilation(
            input, out Compilation output, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        Input = input;
        Output = (CSharpCompilation)output;
        GeneratorDiagnostics = diagnostics;

        // A fault of the generator fails every test but the one that injects it, which has a driver of its own.
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id is "EVS1901" or "CS8785");
    }

    /// <summary>The compilation without the generated code.</summary>
    public CSharpCompilation Input { get; }

    /// <summary>The compilation with the generated code.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>The driver after the run.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The diagnostics of the generator.</summary>
    public ImmutableArray<Diagnostic> GeneratorDiagnostics { get; }

    /// <summary>The errors and warnings of the compiler.</summary>
    public IEnumerable<string> Messages => Output.GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Select(diagnostic => diagnostic.ToString());

    /// <summary>The generator's own result: its files and its tracked steps.</summary>
    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>Runs the generator over files that are named File0.cs, File1.cs and so on.</summary>
    public static GeneratorRun Of(params string[] sources) => Of([], sources);

    /// <summary>Runs the generator over files that refer to more than a library of events does.</summary>
    public static GeneratorRun Of(IEnumerable<MetadataReference> references, params string[] sources) => Of(TestCompilation.Create(
        // Names differ, so that one assembly can refer to another.
        "Events" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
        sources.Select((text, i) => ($"File{i}.cs", text)),
        references));

    /// <summary>Runs the generator over a compilation.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="tracksSteps">Whether the result has the generator's steps; in a project of 100 events that takes 20 s.</param>
    public static GeneratorRun Of(CSharpCompilation compilation, bool tracksSteps = true) => new(compilation, CreateDriver(tracksSteps));

    /// <summary>A driver, which tracks the generator's steps unless it stands for an editor's.</summary>
    public static GeneratorDriver CreateDriver(bool tracksSteps = true) => CSharpGeneratorDriver.Create(
        [new EventSchemasGenerator().AsSourceGenerator()],
        parseOptions: TestCompilation.Language,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracksSteps));

    /// <summary>The text of a generated file.</summary>
    public string Text(string file) => Result.GeneratedSources.Single(source => source.HintName == file).SourceText.ToString();

    /// <summary>The same driver after the texts of files were replaced.</summary>
    public GeneratorRun Replace(params (string File, string Text)[] edits)
    {
        CSharpCompilation edited = Input;
        foreach ((string file, string text) in edits)
        {
            edited = edited.ReplaceSyntaxTree(edited.SyntaxTrees.Single(tree => tree.FilePath == file), TestCompilation.Parse(file, text));
        }

        return new GeneratorRun(edited, Driver);
    }

    /// <summary>The same driver after a setting was changed.</summary>
    public GeneratorRun Set(string key, string value) =>
        new(Input, Driver.WithUpdatedAnalyzerConfigOptions(new InMemorySettings((key, value))));

    /// <summary>The same driver with other additional files.</summary>
    public GeneratorRun WithFiles(ImmutableArray<AdditionalText> files) =>
        new(Input, Driver.RemoveAdditionalTexts(_files).AddAdditionalTexts(files)) { _files = files };

    /// <summary>The assembly, as another project refers to it.</summary>
    public MetadataReference ToReference() => MetadataReference.CreateFromStream(Emit());

    /// <summary>The assembly, loaded into a separate context; it must compile without diagnostics.</summary>
    public Assembly Load()
    {
        Assert.Empty(Messages);
        return new AssemblyLoadContext(name: null, isCollectible: true).LoadFromStream(Emit());
    }

    private MemoryStream Emit()
    {
        var stream = new MemoryStream();
        EmitResult result = Output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        return stream;
    }
}
