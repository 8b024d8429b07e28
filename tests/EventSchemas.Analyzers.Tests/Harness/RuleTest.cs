using EventSchemas.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// A text with marks, run through the generator and all analyzers: they must report exactly the marked diagnostics.
/// <c>{|EVS5001:text|}</c> marks a diagnostic; <c>{|#0:text|}</c> a place that an entry of <c>ExpectedDiagnostics</c> names with
/// <c>Rule(id).WithLocation(0).WithArguments(…)</c>; further places are its additional ones. If <c>FixedCode</c> or a fixed file
/// is given, the fix must produce it: one diagnostic after the other, and all at once in a document, a project and a solution.
/// </summary>
sealed class RuleTest : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
{
    private const string UsingsFile = "/0/Usings.cs";

    // What a compilation has read of its references serves all that have the same ones, for as long as it lives.
    private static readonly CSharpCompilation[] Bound =
        [Bind(TestReferences.Confluent), Bind(TestReferences.Kafka), Bind(TestReferences.EntityFramework)];

    private readonly Type[] _fixes;
    private readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    /// <summary>A test of diagnostics without a fix.</summary>
    public RuleTest()
        : this([])
    {
    }

    private RuleTest(Type[] fixes)
    {
        _fixes = fixes;
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(TestReferences.Library);
        TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck;

        // Most events of these tests need no contract file, are never shipped, and aren't read by Python services. The tests about
        // these rules enable them again.
        DisabledDiagnostics.AddRange(["EVS2001", "EVS2006"]);
        WithProperty("EventSchemasConventions", "none");

        // An editor's build, in which the analyzers report what has fixes.
        WithProperty("DesignTimeBuild", "true");
    }

    /// <summary>The output kind of the project; a library by default.</summary>
    public OutputKind OutputKind
    {
        get => TestState.OutputKind ?? OutputKind.DynamicallyLinkedLibrary;
        set => TestState.OutputKind = value;
    }

    /// <summary>A test of a fix.</summary>
    /// <param name="action">The key of the action to apply; null for the first.</param>
    public static RuleTest Of<TFix>(string? action = null)
        where TFix : CodeFixProvider, new() => new([typeof(TFix)]) { CodeActionEquivalenceKey = action };

    /// <summary>An expected diagnostic of a rule, without location and arguments.</summary>
    public static DiagnosticResult Rule(string id) => new(TestedRules.ById[id]);

    /// <summary>A text without diagnostics.</summary>
    public static Task QuietAsync(string source, params IEnumerable<MetadataReference> references) =>
        new RuleTest { TestCode = source }.Referencing(references).VerifyAsync();

    /// <summary>
    /// An incomplete text, as during typing: whatever the compiler reports, the analyzers report what is marked and don't fail.
    /// </summary>
    public static Task HalfTypedAsync(string source, params IEnumerable<MetadataReference> references) =>
        new RuleTest { TestCode = source, CompilerDiagnostics = CompilerDiagnostics.None }.Referencing(references).VerifyAsync();

    /// <summary>Adds references beyond those of a library of events.</summary>
    public RuleTest Referencing(params IEnumerable<MetadataReference> references)
    {
        TestState.AdditionalReferences.AddRange(references);
        return this;
    }

    /// <summary>Sets an MSBuild property that the compiler sees.</summary>
    public RuleTest WithProperty(string name, string value)
    {
        _properties["build_property." + name] = value;
        return this;
    }

    /// <summary>Sets a key of <c>.editorconfig</c>.</summary>
    public RuleTest WithSetting(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

    /// <summary>Adds an additional file, which the fix doesn't change, or changes to <paramref name="fixedText"/>.</summary>
    public RuleTest WithFile(string path, string text, string? fixedText = null)
    {
        TestState.AdditionalFiles.Add((path, text));
        FixedState.AdditionalFiles.Add((path, fixedText ?? text));
        return this;
    }

    /// <summary>Adds the contract files of an earlier text of the events, and optionally ships them as version 1.</summary>
    public RuleTest After(string source, bool isShipped = true, string level = "FULL_TRANSITIVE")
    {
        var earlier = new BuiltContracts(source, level);
        foreach ((string path, string text) in isShipped ? earlier.Accepted().Concat(earlier.Shipped(1)) : earlier.Accepted())
        {
            WithFile(path, text);
        }

        return this;
    }

    /// <summary>Adds the contract files of an earlier text of the events, which the fix changes to those of another text.</summary>
    public RuleTest Accepting(string before, string after)
    {
        IEnumerable<(string Path, string Text)> accepted = new BuiltContracts(after).Accepted();
        foreach (((string path, string text), (_, string fixedText)) in new BuiltContracts(before).Accepted().Zip(accepted))
        {
            WithFile(path, text, fixedText);
        }

        return this;
    }

    /// <summary>Expects a diagnostic; its places are marked as <c>#0</c>, <c>#1</c> and so on.</summary>
    public RuleTest Expecting(params DiagnosticResult[] expected)
    {
        ExpectedDiagnostics.AddRange(expected);
        return this;
    }

    /// <summary>Runs the test.</summary>
    public Task VerifyAsync() => RunAsync(TestContext.Current.CancellationToken);

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => TestedRules.CreateAnalyzers();

    protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() =>
        _fixes.Select(type => (CodeFixProvider)Activator.CreateInstance(type)!);

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(EventSchemasGenerator)];

    protected override ParseOptions CreateParseOptions() => TestCompilation.Language.WithDocumentationMode(DocumentationMode.Diagnose);

    protected override CompilationOptions CreateCompilationOptions() =>
        ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithNullableContextOptions(NullableContextOptions.Enable);

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        foreach (SolutionState state in new[] { TestState, FixedState })
        {
            if (state.Sources.Count > 0)
            {
                state.Sources.Insert(1, (UsingsFile, SourceText.From(TestCompilation.Usings)));
            }
        }

        TestState.AnalyzerConfigFiles.Add(("/.globalconfig", Config("is_global = true", _properties)));
        TestState.AnalyzerConfigFiles.Add(("/.editorconfig", Config("root = true\n\n[*]", _settings)));
        await base.RunImplAsync(cancellationToken);
        GC.KeepAlive(Bound);
    }

    private static CSharpCompilation Bind(IEnumerable<MetadataReference> references)
    {
        CSharpCompilation compilation = TestCompilation.Empty.AddReferences(references);
        Assert.Equal(SpecialType.System_Object, compilation.ObjectType.SpecialType);
        return compilation;
    }

    private static string Config(string head, Dictionary<string, string> values) =>
        string.Concat([head, "\n", .. values.Select(value => $"{value.Key} = {value.Value}\n")]);
}
