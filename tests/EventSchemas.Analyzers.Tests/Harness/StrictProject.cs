using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using EventSchemas.Declarations;
using EventSchemas.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// A project with the strictest settings: documentation and CLS compliance are checked, arithmetic is checked, and every rule of the
/// .NET SDK is on, where the SDK is found. Whatever its own code is, what is generated for it must be free of diagnostics.
/// </summary>
sealed record StrictProject
{
    private const string SettingsFile = "Settings.cs";

    private const string Settings = "[assembly: System.CLSCompliant(true)]";

    private const string SourceFile = "File";

    private static readonly ImmutableArray<DiagnosticAnalyzer> SdkAnalyzers = LoadSdkAnalyzers();

    private static readonly CSharpCompilationOptions Options = TestCompilation.Options
        .WithOverflowChecks(true)
        .WithAllowUnsafe(true)
        .WithWarningLevel(9999)
        .WithSpecificDiagnosticOptions(SdkAnalyzers
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Select(rule => rule.Id)
            .Distinct(StringComparer.Ordinal)
            .Select(id => KeyValuePair.Create(id, ReportDiagnostic.Warn)));

    /// <summary>The name of the assembly.</summary>
    public string Assembly { get; init; } = TestCompilation.Empty.AssemblyName!;

    /// <summary>The files.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The version of the language.</summary>
    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    /// <summary>What the project says of nullable reference types.</summary>
    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary>Whether the usual namespaces are imported.</summary>
    public bool HasUsings { get; init; } = true;

    /// <summary>References beside those of a library of events.</summary>
    public IReadOnlyList<MetadataReference> References { get; init; } = [];

    /// <summary>Whether the rules of the .NET SDK run.</summary>
    public bool RunsSdkRules { get; init; }

    /// <summary>Settings of the project.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The stages of the generator and the analyzer of events.</summary>
    public EventStages Stages { get; init; } = EventStages.Default;

    /// <summary>A project with files.</summary>
    public static StrictProject Of(params string[] sources) => new() { Sources = sources };

    /// <summary>The position among the sources of the one that is in a tree; null for another tree.</summary>
    public static int? IndexOf(SyntaxTree? tree) =>
        tree is not null && tree.FilePath.StartsWith(SourceFile, StringComparison.Ordinal)
            ? int.Parse(Path.GetFileNameWithoutExtension(tree.FilePath.AsSpan(SourceFile.Length)), CultureInfo.InvariantCulture)
            : null;

    /// <summary>Runs the generator, the compiler and all analyzers.</summary>
    public async Task<StrictResult> BuildAsync()
    {
        CSharpCompilation input = Compilation();
        var settings = new InMemorySettings([.. Properties.Select(property => (property.Key, property.Value))]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new EventSchemasGenerator(Stages).AsSourceGenerator()], parseOptions: ParseOptions, optionsProvider: settings)
            .RunGeneratorsAndUpdateCompilation(input, out Compilation output, out ImmutableArray<Diagnostic> ofGenerator);

        // Compiler and analyzers in one pass, because each pass binds everything.
        ILookup<bool, Diagnostic> found = (await Analysis.Of(
            output,
            [.. Analyzers(), .. RunsSdkRules ? SdkAnalyzers : []],
            new AnalyzerOptions([], settings),
            string.Join('\n', Sources)).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken))
            .ToLookup(one => one.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler));
        return new StrictResult(
            (CSharpCompilation)output,
            driver.GetRunResult().GeneratedTrees.ToHashSet(),
            [.. ofGenerator, .. driver.GetRunResult().Diagnostics.Except(ofGenerator)],
            [.. found[true]],
            [.. found[false]]);
    }

    private IEnumerable<DiagnosticAnalyzer> Analyzers() =>
        TestedRules.CreateAnalyzers().Select(one => one is EventAnalyzer ? new EventAnalyzer(Stages) : one);

    private CSharpParseOptions ParseOptions => new(Language, DocumentationMode.Diagnose);

    private CSharpCompilation Compilation()
    {
        string usings = HasUsings ? TestCompilation.Usings + "global using System.Collections.Immutable;\n" : "";
        IEnumerable<(string Path, string Text)> files =
        [
            (TestCompilation.UsingsFile, usings), (SettingsFile, Settings), .. Sources.Select((text, i) => ($"{SourceFile}{i}.cs", text)),
        ];
        return TestCompilation.Empty
            .AddReferences(References)
            .WithAssemblyName(Assembly)
            .WithOptions(Options.WithNullableContextOptions(Nullable))
            .AddSyntaxTrees(files.Select(file => CSharpSyntaxTree.ParseText(file.Text, ParseOptions, file.Path)));
    }

    // The rules lie in the SDK that builds the tests; another host of the tests may lack them.
    private static ImmutableArray<DiagnosticAnalyzer> LoadSdkAnalyzers()
    {
        string? root = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(
            Path.GetDirectoryName(typeof(object).Assembly.Location))));
        string? folder = root is not null && Directory.Exists(Path.Combine(root, "sdk"))
            ? Directory.GetDirectories(Path.Combine(root, "sdk"))
                .Select(sdk => Path.Combine(sdk, "Sdks", "Microsoft.NET.Sdk", "analyzers"))
                .Where(Directory.Exists)
                .OrderByDescending(path => path, StringComparer.Ordinal)
                .FirstOrDefault()
            : null;
        return folder is null
            ? []
            :
            [
                .. new[] { "Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll" }
                    .Select(name => System.Reflection.Assembly.LoadFrom(Path.Combine(folder, name)))
                    .SelectMany(assembly => assembly.GetTypes())
                    .Where(type => !type.IsAbstract && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is { } attribute
                        && attribute.Languages.Contains(LanguageNames.CSharp))
                    .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
            ];
    }
}

/// <summary>What came of a build.</summary>
/// <param name="Output">The compilation with what is generated.</param>
/// <param name="GeneratedTrees">What is generated.</param>
/// <param name="OfGenerator">What the generator reports, and what the compiler says of it.</param>
/// <param name="OfCompiler">What the compiler says of the sources and of what is generated.</param>
/// <param name="OfAnalyzers">What the analyzers report.</param>
sealed record StrictResult(
    CSharpCompilation Output,
    IReadOnlyCollection<SyntaxTree> GeneratedTrees,
    IReadOnlyList<Diagnostic> OfGenerator,
    IReadOnlyList<Diagnostic> OfCompiler,
    IReadOnlyList<Diagnostic> OfAnalyzers)
{
    /// <summary>Everything that is said of generated files, hidden notes apart.</summary>
    public IEnumerable<Diagnostic> OfGeneratedFiles => OfCompiler.Concat(OfAnalyzers)
        .Where(one => one.Severity > DiagnosticSeverity.Hidden && one.Location.SourceTree is { } tree && GeneratedTrees.Contains(tree));

    /// <summary>The same as texts.</summary>
    public IEnumerable<string> InGeneratedFiles => OfGeneratedFiles.Select(one => one.ToString());

    /// <summary>Whether the generator ran to its end, and nothing failed within it or the analyzers.</summary>
    public IEnumerable<string> Faults => OfGenerator.Concat(OfAnalyzers)
        .Where(one => one.Id is "EVS1901" or "CS8785" or "AD0001")
        .Select(one => one.ToString());

    /// <summary>Holds what must be so whatever the sources are.</summary>
    public StrictResult Hold()
    {
        string[] found = [.. Faults.Concat(InGeneratedFiles)];
        Assert.True(found.Length == 0, string.Join('\n', found.Take(10)));
        return this;
    }

    /// <summary>The compiler's errors outside of generated files.</summary>
    public IEnumerable<Diagnostic> ErrorsInSources => OfCompiler
        .Where(one => one.Severity == DiagnosticSeverity.Error
            && !(one.Location.SourceTree is { } tree && GeneratedTrees.Contains(tree)));

    /// <summary>The diagnostics of EventSchemas, of the generator and of the analyzers.</summary>
    public IEnumerable<Diagnostic> Ours =>
        OfGenerator.Concat(OfAnalyzers).Where(one => one.Id.StartsWith("EVS", StringComparison.Ordinal));

    /// <summary>Their ids with what each underlines, without those about contract files and flags that most tests don't have.</summary>
    public IEnumerable<string> Underlined => Ours
        .Where(one => one.Id is not ("EVS2001" or "EVS2006" or "EVS1009" or "EVS1101" or "EVS1102"))
        .Select(one => $"{one.Id} {one.Location.SourceTree?.GetText().ToString(one.Location.SourceSpan)}".TrimEnd())
        .Order(StringComparer.Ordinal);
}
