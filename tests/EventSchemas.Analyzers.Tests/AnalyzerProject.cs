using System.Collections.Immutable;
using EventSchemas.CodeFixes;
using EventSchemas.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers.Tests;

/// <summary>A project with the generator, the analyzers and the fixes, as an editor holds it.</summary>
sealed class AnalyzerProject : IDisposable
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using EventSchemas;
        """;

    private readonly AdhocWorkspace _workspace = new();
    // What Python services make of an event, and that nothing was shipped yet, is asked for where it is the matter.
    private readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal) { ["build_property.EventSchemasConventions"] = "none" };
    private ProjectId _id;

    public AnalyzerProject(params string[] sources)
    {
        _id = ProjectId.CreateNewId();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(OpenEdxEventAttribute).Assembly.Location)
            .Append(typeof(Avro.AvroSchema).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
        Solution = _workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(_id, VersionStamp.Default, "Events", "Events", LanguageNames.CSharp)
                .WithMetadataReferences(references)
                .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp14))
                .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
        WriteProperties();
        Add("Usings.cs", Usings);
        for (int i = 0; i < sources.Length; i++)
        {
            Add($"File{i}.cs", sources[i]);
        }
    }

    public Solution Solution { get; private set; }

    private Project Project => Solution.GetProject(_id)!;

    public AnalyzerProject With(string property, string value)
    {
        _properties["build_property." + property] = value;
        WriteProperties();
        return this;
    }

    /// <summary>Writes the contract files of another text of the event, as an earlier build would have.</summary>
    public Task<AnalyzerProject> WithContractOf(params string[] sources) => WithFiles(Earlier(sources).Accepted());

    /// <summary>Adds a shipped version of another text of the event.</summary>
    public Task<AnalyzerProject> WithShipped(int number, params string[] sources) => WithFiles(Earlier(sources).Shipped(number));

    private EarlierVersion Earlier(string[] sources) =>
        new(string.Join('\n', sources), _properties.TryGetValue("build_property.EventSchemasCompatibility", out string? level) ? level : "FULL_TRANSITIVE");

    private Task<AnalyzerProject> WithFiles(IEnumerable<(string Path, string Text)> files)
    {
        foreach ((string path, string text) in files)
        {
            AddAdditional(path, text);
        }

        return Task.FromResult(this);
    }

    public void AddAdditional(string path, string text) =>
        Solution = Solution.AddAdditionalDocument(DocumentId.CreateNewId(_id), Path.GetFileName(path), SourceText.From(text), filePath: path);

    public async Task<string> AdditionalText(string path) =>
        (await Project.AdditionalDocuments.Single(document => document.FilePath == path).GetTextAsync()).ToString();

    public async Task<string> Text(string name) => (await Project.Documents.Single(document => document.Name == name).GetTextAsync()).ToString();

    /// <summary>What the analyzers report, but that nothing was shipped yet, in the order of the places.</summary>
    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync() => [.. (await AllDiagnosticsAsync()).Where(diagnostic => diagnostic.Id != "EVS2006")];

    /// <summary>What the analyzers report, in the order of the places.</summary>
    public async Task<ImmutableArray<Diagnostic>> AllDiagnosticsAsync()
    {
        CompilationWithAnalyzers analysis = (await CompileAsync())!.WithAnalyzers(
            [.. TestedRules.CreateAnalyzers()],
            new CompilationWithAnalyzersOptions(
                Project.AnalyzerOptions,
                onAnalyzerException: (e, _, _) => throw new InvalidOperationException("An analyzer failed.", e),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> diagnostics = await analysis.GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }

    /// <summary>What the compiler says of the project with what the generator adds.</summary>
    public async Task<IEnumerable<Diagnostic>> CompilerErrorsAsync() => (await CompileAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>The ids with the text that each underlines.</summary>
    public async Task<string[]> UnderlinedAsync() =>
        [.. (await DiagnosticsAsync()).Select(d => $"{d.Id} {d.Location.SourceTree?.GetText().ToString(d.Location.SourceSpan)}".TrimEnd())];

    /// <summary>Applies a fix to the only diagnostic with an id.</summary>
    public async Task FixAsync(CodeFixProvider provider, string id) => await ApplyAsync(Assert.Single(await ActionsAsync(provider, id)));

    /// <summary>What a fix offers for the only diagnostic with an id.</summary>
    public async Task<string[]> OfferedAsync(CodeFixProvider provider, string id) => [.. (await ActionsAsync(provider, id)).Select(action => action.Title)];

    /// <summary>Applies a fix to all diagnostics with an id at once, as <c>dotnet format analyzers</c> does.</summary>
    public async Task FixAllAsync(CodeFixProvider provider, string id)
    {
        ImmutableArray<Diagnostic> diagnostics = [.. (await DiagnosticsAsync()).Where(d => d.Id == id)];
        var context = new FixAllContext(
            Project.Documents.First(), provider, FixAllScope.Solution, codeActionEquivalenceKey: provider.GetType().Name, [id], new Fixed(diagnostics), CancellationToken.None);
        await ApplyAsync((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    public void Dispose() => _workspace.Dispose();

    private async Task<IReadOnlyList<CodeAction>> ActionsAsync(CodeFixProvider provider, string id)
    {
        Diagnostic diagnostic = (await DiagnosticsAsync()).Single(d => d.Id == id);
        Document document = Project.Documents.Single(d => d.FilePath == diagnostic.Location.SourceTree!.FilePath);
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private async Task ApplyAsync(CodeAction action)
    {
        foreach (ApplyChangesOperation operation in (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>())
        {
            Solution = operation.ChangedSolution;
        }
    }

    private async Task<Compilation?> CompileAsync()
    {
        var compilation = (CSharpCompilation)(await Project.GetCompilationAsync())!;
        CSharpGeneratorDriver.Create([new EventSchemasGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)Project.ParseOptions!)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return output;
    }

    private void WriteProperties()
    {
        string text = "is_global = true\n" + string.Concat(_properties.Select(property => $"{property.Key} = {property.Value}\n"));
        Solution = Project.AnalyzerConfigDocuments.FirstOrDefault() is { } document
            ? Solution.WithAnalyzerConfigDocumentText(document.Id, SourceText.From(text))
            : Solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(_id), ".globalconfig", SourceText.From(text), filePath: "/.globalconfig");
    }

    private void Add(string name, string text) =>
        Solution = Solution.AddDocument(DocumentId.CreateNewId(_id), name, SourceText.From(text), filePath: name);

    private sealed class Fixed(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(d => d.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
