using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using EventSchemas.CodeFixes;
using EventSchemas.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// A project as in an editor: every edit creates a new compilation, generated code included, while the generator and the analyzers
/// stay the same. For tests of a session: edit after edit, fixes that are applied one after another, and what an editor shows in a file.
/// To test a rule or a fix on a single text, use <see cref="RuleTest"/>.
/// </summary>
sealed class EventProject : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly ProjectId _id = ProjectId.CreateNewId();
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = [.. TestedRules.CreateAnalyzers()];

    // Tests about the conventions of Python services enable them.
    private readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal)
    {
        ["EventSchemasConventions"] = "none",
        ["DesignTimeBuild"] = "true",
    };
    private readonly EventRefactorings _refactorings = new();
    private readonly Dictionary<(string Text, string Level), BuiltContracts> _built = [];
    private Solution _solution;

    // Roslyn's tracking of steps fails in a long session, where an item comes while its source stays as it is. No editor tracks them.
    private GeneratorDriver _generator = GeneratorRun.CreateDriver(tracksSteps: false);
    private ImmutableArray<SyntaxTree> _generated = [];
    private readonly ConditionalWeakTable<SyntaxTree, SyntaxTree> _signatures = new();

    /// <summary>A project of files that are named File0.cs, File1.cs and so on.</summary>
    public EventProject(params string[] sources)
        : this(sources.Select((text, i) => ($"File{i}.cs", text)))
    {
    }

    /// <summary>A project of named files.</summary>
    public EventProject(IEnumerable<(string Name, string Text)> files)
    {
        ProjectInfo project = ProjectInfo.Create(_id, VersionStamp.Default, "Events", "Events", LanguageNames.CSharp)
            .WithMetadataReferences(TestReferences.Library)
            .WithParseOptions(TestCompilation.Language)
            .WithCompilationOptions(TestCompilation.Options);
        _solution = _workspace.CurrentSolution.AddProject(project);
        WriteProperties();
        foreach ((string name, string text) in files.Prepend((TestCompilation.UsingsFile, TestCompilation.Usings)))
        {
            Add(name, text);
        }
    }

    /// <summary>The work of the analyzers so far.</summary>
    public AnalysisCounters Counters => _analyzers.OfType<EventAnalyzer>().Single().Counters;

    private Project Project => _solution.GetProject(_id)!;

    /// <summary>Sets an MSBuild property that the compiler sees.</summary>
    public EventProject With(string property, string value)
    {
        _properties[property] = value;
        WriteProperties();
        return this;
    }

    /// <summary>Adds another project to the solution.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">The text of its only file, which has its name.</param>
    /// <param name="isReferenced">Whether this project refers to it.</param>
    public EventProject WithProject(string name, string text, bool isReferenced)
    {
        var id = ProjectId.CreateNewId();
        _solution = _solution
            .AddProject(ProjectInfo.Create(id, VersionStamp.Default, name, name, LanguageNames.CSharp)
                .WithMetadataReferences(TestReferences.Library)
                .WithParseOptions(TestCompilation.Language)
                .WithCompilationOptions(TestCompilation.Options))
            .AddDocument(DocumentId.CreateNewId(id), TestCompilation.UsingsFile, TestCompilation.Usings)
            .AddDocument(DocumentId.CreateNewId(id), $"{name}.cs", SourceText.From(text), filePath: $"{name}.cs");
        _solution = isReferenced ? _solution.AddProjectReference(_id, new ProjectReference(id)) : _solution;
        return this;
    }

    /// <summary>Adds a reference beyond those of a library of events.</summary>
    public EventProject Referencing(MetadataReference reference)
    {
        _solution = _solution.AddMetadataReference(_id, reference);
        return this;
    }

    /// <summary>Adds the contract files of another text of the events, as an earlier build would have written them.</summary>
    public EventProject WithContractOf(params string[] sources) => WithContracts(Contracts(sources).Accepted());

    /// <summary>Adds another text of the events as a shipped version.</summary>
    public EventProject WithShipped(int number, params string[] sources) => WithContracts(Contracts(sources).Shipped(number));

    /// <summary>Gives every event a contract file and a first shipped version that match it.</summary>
    public async Task AcceptAsync()
    {
        var texts = new List<string>();
        foreach (Document document in Project.Documents.Where(document => document.Name != TestCompilation.UsingsFile))
        {
            texts.Add((await document.GetTextAsync()).ToString());
        }

        BuiltContracts now = Contracts(texts);
        WithContracts(now.Accepted().Concat(now.Shipped(1)));
    }

    /// <summary>Adds a contract file, or replaces it.</summary>
    public EventProject WithContract(string path, string text)
    {
        var content = SourceText.From(text);
        _solution = Contract(path) is { } document
            ? _solution.WithAdditionalDocumentText(document.Id, content)
            : _solution.AddAdditionalDocument(DocumentId.CreateNewId(_id), Path.GetFileName(path), content, filePath: path);
        return this;
    }

    /// <summary>Applies the edits so far to the workspace, and goes on with what it has then.</summary>
    public void ApplyToWorkspace()
    {
        Assert.True(_workspace.TryApplyChanges(_solution));
        _solution = _workspace.CurrentSolution;
    }

    /// <summary>The text of a contract file.</summary>
    public async Task<string> ContractTextAsync(string path) => (await Contract(path)!.GetTextAsync()).ToString();

    /// <summary>Adds a file.</summary>
    public void Add(string name, string text) =>
        _solution = _solution.AddDocument(DocumentId.CreateNewId(_id), name, SourceText.From(text), filePath: name);

    /// <summary>Replaces a text in a file.</summary>
    public async Task EditAsync(string name, string old, string @new)
    {
        string text = await TextAsync(name);
        Assert.Contains(old, text, StringComparison.Ordinal);
        _solution = _solution.WithDocumentText(Document(name).Id, SourceText.From(text.Replace(old, @new, StringComparison.Ordinal)));
    }

    /// <summary>Replaces the whole text of a file.</summary>
    public void Replace(string name, string text) =>
        _solution = _solution.WithDocumentText(Document(name).Id, SourceText.From(text));

    /// <summary>The paths of the contract files, in order.</summary>
    public IEnumerable<string> ContractPaths =>
        Project.AdditionalDocuments.Select(document => document.FilePath!).Order(StringComparer.Ordinal);

    /// <summary>The text of a file.</summary>
    public async Task<string> TextAsync(string name) => (await Document(name).GetTextAsync()).ToString();

    /// <summary>All diagnostics of the analysis.</summary>
    public async Task<AnalysisResult> AnalyzeAsync() => await (await StartAsync()).GetAnalysisResultAsync(CancellationToken.None);

    /// <summary>The diagnostics of the analyzers in the order of their places, without the one that no version was shipped.</summary>
    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync() =>
        [.. (await AllDiagnosticsAsync()).Where(diagnostic => diagnostic.Id != "EVS2006")];

    /// <summary>The diagnostics of the analyzers in the order of their places.</summary>
    public async Task<ImmutableArray<Diagnostic>> AllDiagnosticsAsync()
    {
        ImmutableArray<Diagnostic> diagnostics = await (await StartAsync()).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "EVS1901");
        return
        [
            .. diagnostics
                .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }

    /// <summary>The ids with the text that each underlines.</summary>
    public async Task<string[]> UnderlinedAsync() =>
        [
            .. (await DiagnosticsAsync()).Select(d =>
                $"{d.Id} {d.Location.SourceTree?.GetText().ToString(d.Location.SourceSpan)}".TrimEnd()),
        ];

    /// <summary>What an editor shows in a file.</summary>
    public async Task<ImmutableArray<Diagnostic>> ShownInAsync(string name)
    {
        CompilationWithAnalyzers analysis = await StartAsync();
        SyntaxTree tree = (await Document(name).GetSyntaxTreeAsync())!;
        return await analysis.GetAnalyzerSemanticDiagnosticsAsync(
            analysis.Compilation.GetSemanticModel(tree), filterSpan: null, CancellationToken.None);
    }

    /// <summary>What an editor shows in a contract file.</summary>
    public async Task<IEnumerable<Diagnostic>> ShownInContractAsync(string path)
    {
        AnalysisResult result = await (await StartAsync()).GetAnalysisResultAsync(
            Project.AnalyzerOptions.AdditionalFiles.Single(file => file.Path == path), CancellationToken.None);
        return result.AdditionalFileDiagnostics.Values.SelectMany(byAnalyzer => byAnalyzer.Values).SelectMany(found => found);
    }

    /// <summary>The errors of the compiler.</summary>
    public async Task<IEnumerable<Diagnostic>> CompilerErrorsAsync() =>
        (await CompileAsync(hasBodies: true)).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Applies a fix to the only diagnostic with an id.</summary>
    public async Task FixAsync(CodeFixProvider provider, string id, string? action = null) =>
        await ApplyAsync(Assert.Single(await ActionsAsync(provider, id, action)));

    /// <summary>The titles of a fix's actions for the only diagnostic with an id in a contract file.</summary>
    public async Task<string[]> OfferedInContractAsync(CodeFixProvider provider, string path, string id) =>
        [.. (await ActionsInContractAsync(provider, path, id)).Select(action => action.Title)];

    /// <summary>Applies the action of a fix that has a title to the only diagnostic with an id in a contract file.</summary>
    public async Task FixInContractAsync(CodeFixProvider provider, string path, string id, string title)
    {
        await ApplyAsync(Assert.Single(await ActionsInContractAsync(provider, path, id), action => action.Title == title));
    }

    /// <summary>Applies the only action of a fix to the only diagnostic with an id in a source file.</summary>
    public async Task FixInSourceAsync(CodeFixProvider provider, string id)
    {
        Diagnostic diagnostic = (await DiagnosticsAsync()).Single(found => found.Id == id && found.Location.IsInSource);
        await ApplyAsync(Assert.Single(await ActionsAsync(provider, diagnostic)));
    }

    private async Task<IReadOnlyList<CodeAction>> ActionsInContractAsync(CodeFixProvider provider, string path, string id)
    {
        Diagnostic diagnostic = (await ShownInContractAsync(path)).Single(found => found.Id == id);
        var actions = new List<CodeAction>();
        var context = new CodeFixContext(Contract(path)!, diagnostic, (action, _) => actions.Add(action), CancellationToken.None);
        await provider.RegisterCodeFixesAsync(context);
        return actions;
    }

    /// <summary>
    /// The fixes of a rule at each of its diagnostics in source files, by their keys and in the classes of a light bulb, and what is wrong
    /// after each that is applied alone: errors of the compiler, or a diagnostic that stays.
    /// </summary>
    public async Task<TriedFixes> TryFixesAsync(string id)
    {
        var offered = new List<string>();
        var problems = new List<string>();
        Diagnostic[] all = [.. (await DiagnosticsAsync()).Where(found => found.Id == id)];
        Solution before = _solution;
        foreach (Diagnostic diagnostic in all.Where(found => found.Location.IsInSource))
        {
            var actions = new List<CodeAction>();
            foreach (CodeFixProvider provider in TestedRules.CreateFixes().Where(one => one.FixableDiagnosticIds.Contains(id)))
            {
                actions.AddRange(await ActionsAsync(provider, diagnostic));
            }

            offered.Add(string.Join(' ', actions.OrderByDescending(action => action.Priority).Select(action => action.EquivalenceKey)));
            foreach (CodeAction action in actions)
            {
                await ApplyAsync(action);

                // Compiler and analyzers in one pass, because each pass binds everything.
                ImmutableArray<Diagnostic> after = await (await StartAsync(hasBodies: true))
                    .GetAllDiagnosticsAsync(CancellationToken.None);
                problems.AddRange(after
                    .Where(one => one.Severity == DiagnosticSeverity.Error
                        && (one.Id == "EVS1901" || one.Id.StartsWith("CS", StringComparison.Ordinal)))
                    .Select(error => $"{action.Title}: {error}"));
                if (after.Count(found => found.Id == id) >= all.Length)
                {
                    problems.Add($"{action.Title}: {id} is still there");
                }

                _solution = before;
            }
        }

        return new TriedFixes([.. offered.Distinct()], problems);
    }

    /// <summary>What a person sees: every message, and optionally the title of every fix, with the files as it leaves them.</summary>
    public async Task<IReadOnlyList<string>> OutputAsync(bool withFixes)
    {
        var output = new List<string>();
        Solution before = _solution;
        foreach (Diagnostic diagnostic in await AllDiagnosticsAsync())
        {
            output.Add(diagnostic.GetMessage(CultureInfo.InvariantCulture));
            bool hasFixes = withFixes && diagnostic.Location.IsInSource;
            foreach (CodeFixProvider provider in TestedRules.CreateFixes()
                .Where(one => hasFixes && one.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                foreach (CodeAction action in await ActionsAsync(provider, diagnostic))
                {
                    output.Add(action.Title);
                    await ApplyAsync(action);
                    foreach (TextDocument file in Project.Documents.Concat(Project.AdditionalDocuments))
                    {
                        output.Add((await file.GetTextAsync()).ToString());
                    }

                    _solution = before;
                }
            }
        }

        return output;
    }

    /// <summary>Removes the usings of all files, as in a project without implicit usings.</summary>
    public EventProject WithoutGlobalUsings()
    {
        _solution = _solution.RemoveDocument(Document(TestCompilation.UsingsFile).Id);
        return this;
    }

    /// <summary>Applies a fix to the only error of the compiler in a file that it fixes.</summary>
    public async Task FixCompilerErrorAsync(CodeFixProvider provider, string name)
    {
        // In an editor the workspace runs the generator, so that a fix sees what it writes.
        _solution = _solution.AddAnalyzerReference(_id, GeneratorReference.Instance);
        SemanticModel model = (await Document(name).GetSemanticModelAsync())!;
        Diagnostic error = Assert.Single(model.GetDiagnostics(), found => provider.FixableDiagnosticIds.Contains(found.Id));
        await ApplyAsync(Assert.Single(await ActionsAsync(provider, error)));
        _solution = _solution.RemoveAnalyzerReference(_id, GeneratorReference.Instance);
    }

    /// <summary>The titles of a fix's actions for the only diagnostic with an id.</summary>
    public async Task<string[]> OfferedAsync(CodeFixProvider provider, string id, string? action = null) =>
        [.. (await ActionsAsync(provider, id, action)).Select(one => one.Title)];

    /// <summary>The titles of a fix's actions for a diagnostic that was found before.</summary>
    public async Task<string[]> OfferedAsync(CodeFixProvider provider, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        [.. (await ActionsAsync(provider, diagnostic, cancellationToken)).Select(one => one.Title)];

    /// <summary>Makes whoever reads a contract file wait until it is released.</summary>
    public BlockedFile Block(string path, string text)
    {
        var blocked = new BlockedFile(text);
        _solution = _solution.WithAdditionalDocumentTextLoader(Contract(path)!.Id, blocked, PreservationMode.PreserveValue);
        return blocked;
    }

    /// <summary>What the light bulb of a file offers, in its order, with the class of each.</summary>
    public async Task<string[]> LightBulbAsync(string name)
    {
        CodeAction[] actions = await LightBulb.OfAsync(_solution, _id, name);
        return [.. actions.Select(action => $"{action.Priority}: {action.Title}")];
    }

    /// <summary>Takes what the light bulb of a file offers first, and returns the file's text then.</summary>
    public async Task<string> TakeFirstAsync(string name)
    {
        CodeAction first = (await LightBulb.OfAsync(_solution, _id, name))[0];
        ImmutableArray<CodeActionOperation> operations = await first.GetOperationsAsync(CancellationToken.None);
        Solution changed = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        foreach (Document document in Project.Documents)
        {
            _solution = _solution.WithDocumentText(document.Id, await changed.GetDocument(document.Id)!.GetTextAsync());
        }

        return await TextAsync(name);
    }

    /// <summary>What an editor completes at a mark, <c>$$</c>, in a file, with where it comes from; the mark is removed.</summary>
    public async Task<string[]> CompletionsAsync(string name, bool isExpected = true)
    {
        string text = await TextAsync(name);
        int position = text.IndexOf("$$", StringComparison.Ordinal);
        Replace(name, text.Remove(position, 2));
        return await Completions.OfAsync(_solution, _id, name, position, isExpected);
    }

    /// <summary>Applies a fix to all diagnostics with an id at once, as <c>dotnet format analyzers</c> does.</summary>
    public async Task FixAllAsync(CodeFixProvider provider, string id, string? action = null)
    {
        var context = new FixAllContext(
            Project.Documents.First(),
            provider,
            FixAllScope.Solution,
            codeActionEquivalenceKey: action ?? provider.GetType().Name,
            [id],
            new FoundDiagnostics([.. (await DiagnosticsAsync()).Where(diagnostic => diagnostic.Id == id)]),
            CancellationToken.None);
        await ApplyAsync((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>The titles of the refactorings that are offered where a text begins in a file.</summary>
    public async Task<string[]> RefactoringsAsync(string name, string at) =>
        [.. (await RefactoringActionsAsync(name, at)).Select(action => action.Title)];

    /// <summary>Applies the refactoring with a title where a text begins in a file.</summary>
    public async Task RefactorAsync(string name, string at, string title) =>
        await ApplyAsync((await RefactoringActionsAsync(name, at)).Single(action => action.Title == title));

    private async Task<IReadOnlyList<CodeAction>> RefactoringActionsAsync(string name, string at)
    {
        int position = (await TextAsync(name)).IndexOf(at, StringComparison.Ordinal);
        Assert.True(position >= 0, $"{name} doesn't contain {at}.");
        var actions = new List<CodeAction>();
        var context = new CodeRefactoringContext(Document(name), new TextSpan(position, 0), actions.Add, CancellationToken.None);
        await _refactorings.ComputeRefactoringsAsync(context);
        return actions;
    }

    private async Task<IReadOnlyList<CodeAction>> ActionsAsync(CodeFixProvider provider, string id, string? key)
    {
        Diagnostic diagnostic = (await DiagnosticsAsync()).Single(d => d.Id == id && d.Location.IsInSource);
        return [.. (await ActionsAsync(provider, diagnostic)).Where(action => key is null || action.EquivalenceKey == key)];
    }

    private async Task<IReadOnlyList<CodeAction>> ActionsAsync(
        CodeFixProvider provider, Diagnostic diagnostic, CancellationToken cancellationToken = default)
    {
        var actions = new List<CodeAction>();
        Document document = _solution.GetDocument(diagnostic.Location.SourceTree)!;
        var context = new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellationToken);
        await provider.RegisterCodeFixesAsync(context);
        return actions;
    }

    private async Task ApplyAsync(CodeAction action)
    {
        Solution before = _solution;
        _solution = After(await action.GetOperationsAsync(CancellationToken.None));
        string[] applied = await FilesAsync(_solution);
        Assert.NotEqual(await FilesAsync(before), applied);

        // Whatever a fix edits, its preview shows it.
        Assert.Equal(applied, await FilesAsync(After(await action.GetPreviewOperationsAsync(CancellationToken.None))));
    }

    /// <summary>The files that the preview of a fix's action changes, adds or removes.</summary>
    public async Task<string[]> PreviewedAsync(CodeFixProvider provider, string id, string action)
    {
        CodeAction found = Assert.Single(await ActionsAsync(provider, id, action));
        string[] before = await FilesAsync(_solution);
        string[] after = await FilesAsync(After(await found.GetPreviewOperationsAsync(CancellationToken.None)));
        return
        [
            .. before.Except(after)
                .Concat(after.Except(before))
                .Select(file => file.Split('\n')[0])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static Solution After(IEnumerable<CodeActionOperation> operations) =>
        Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;

    private async Task<string[]> FilesAsync(Solution solution)
    {
        Project project = solution.GetProject(_id)!;
        IEnumerable<Task<string>> files = project.Documents
            .Concat(project.AdditionalDocuments)
            .OrderBy(file => file.FilePath, StringComparer.Ordinal)
            .Select(async file => $"{file.FilePath}\n{await file.GetTextAsync()}");
        return await Task.WhenAll(files);
    }

    private async Task<CompilationWithAnalyzers> StartAsync(bool hasBodies = false) =>
        Analysis.Of(await CompileAsync(hasBodies), _analyzers, Project.AnalyzerOptions);

    // Generated files whose text is the same stay the same trees, as in an editor.
    private async Task<Compilation> CompileAsync(bool hasBodies)
    {
        Compilation written = (await Project.GetCompilationAsync())!;
        _generator = _generator.RunGenerators(written);
        Assert.DoesNotContain(_generator.GetRunResult().Diagnostics, diagnostic => diagnostic.Id is "EVS1901" or "CS8785");
        _generated =
        [
            .. _generator.GetRunResult().GeneratedTrees.Select(tree =>
                _generated.FirstOrDefault(old => old.FilePath == tree.FilePath && old.GetText().ContentEquals(tree.GetText())) ?? tree),
        ];
        return written.AddSyntaxTrees(hasBodies ? _generated : _generated.Select(tree => _signatures.GetValue(tree, WithoutBodies.Of)));
    }

    // Many tests have one text both accepted and shipped.
    private BuiltContracts Contracts(IEnumerable<string> sources)
    {
        (string Text, string Level) key =
            (string.Join('\n', sources), _properties.GetValueOrDefault("EventSchemasCompatibility", "FULL_TRANSITIVE"));
        if (!_built.TryGetValue(key, out BuiltContracts? contracts))
        {
            contracts = new BuiltContracts(key.Text, key.Level);
            _built.Add(key, contracts);
        }

        return contracts;
    }

    private EventProject WithContracts(IEnumerable<(string Path, string Text)> files)
    {
        foreach ((string path, string text) in files)
        {
            WithContract(path, text);
        }

        return this;
    }

    private void WriteProperties()
    {
        IEnumerable<string> properties = _properties.Select(property => $"build_property.{property.Key} = {property.Value}\n");
        var text = SourceText.From("is_global = true\n" + string.Concat(properties));
        _solution = Project.AnalyzerConfigDocuments.FirstOrDefault() is { } document
            ? _solution.WithAnalyzerConfigDocumentText(document.Id, text)
            : _solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(_id), ".globalconfig", text, filePath: "/.globalconfig");
    }

    private Document Document(string name) => Project.Documents.Single(document => document.Name == name);

    private TextDocument? Contract(string path) => Project.AdditionalDocuments.SingleOrDefault(document => document.FilePath == path);

    private sealed class GeneratorReference : AnalyzerReference
    {
        private readonly ImmutableArray<ISourceGenerator> _generators = [new EventSchemasGenerator().AsSourceGenerator()];

        public static GeneratorReference Instance { get; } = new();

        public override string? FullPath => null;

        public override object Id => nameof(GeneratorReference);

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
    }

    private sealed class FoundDiagnostics(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(d => d.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}

/// <summary>What the fixes of a rule offer and do.</summary>
/// <param name="Offered">The keys at each of its diagnostics, the same ones once; none where the rule isn't reported.</param>
/// <param name="Problems">What is wrong after a fix.</param>
sealed record TriedFixes(IReadOnlyList<string> Offered, IReadOnlyList<string> Problems);
