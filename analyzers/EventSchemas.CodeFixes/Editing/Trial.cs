using System.Globalization;
using System.Runtime.CompilerServices;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Runs the rules on the project as it would be after a fix: one that doesn't remove its diagnostic, or that leaves code that doesn't
/// compile, must not be offered.
/// </summary>
sealed class Trial
{
    // The events that an edit doesn't concern are read and checked once, for all edits that are tried in a workspace. Static, because a
    // light bulb asks several providers, Roslyn creates each of a package by itself, and nothing else that they share lives as long as the
    // workspace. The table holds no workspace alive, and what it caches is a function of its keys.
    private static readonly ConditionalWeakTable<Workspace, Cache> Caches = new();

    // The folder of its files.
    private const string Generator = "EventSchemas.Generators.EventSchemasGenerator";

    private readonly Project _project;
    private readonly Cache _cache;
    private readonly UneditedProject _unedited;
    private readonly CancellationToken _cancellationToken;

    private Trial(Project project, Compilation compilation, CancellationToken cancellationToken)
    {
        _project = project;
        _cancellationToken = cancellationToken;
        _cache = Caches.GetValue(project.Solution.Workspace, _ => new Cache());
        _unedited = _cache.Unedited(compilation);
    }

    /// <summary>The project as it is.</summary>
    public Compilation Compilation => _unedited.Compilation;

    /// <summary>Prepares trials of a project; null where it can't be compiled.</summary>
    public static async Task<Trial?> OfAsync(Project project, CancellationToken cancellationToken) =>
        await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
            ? new Trial(project, compilation, cancellationToken)
            : null;

    /// <summary>The events of the project as it is.</summary>
    public async Task<IReadOnlyList<AnalyzedEvent>> EventsAsync() => (await BeforeAsync().ConfigureAwait(false)).Events;

    /// <summary>The record that declared an event when its contract was accepted, as the metadata name it; null where none says.</summary>
    public async Task<string?> FormerRecordOfAsync(AnalyzedEvent @event)
    {
        ContractFiles files = (await BeforeAsync().ConfigureAwait(false)).Files;
        return _cache.Texts.HistoryOf(files.Of(@event.Declaration.EventType), _cancellationToken) is { } history
            ? (history.Accepted ?? history.LatestReleased)?.Contract?.Record
            : null;
    }

    /// <summary>Whether the project no longer has a diagnostic after an edit, and no new break or error in its place.</summary>
    public async Task<bool> RemovesAsync(FixEdit edit, Diagnostic diagnostic)
    {
        (Compilation changed, IReadOnlyList<SyntaxTree> trees) = edit.ApplyTo(_unedited.Written);

        // The types of a file that a fix adds have a new namespace.
        Diagnostic[] after = [.. Analyze(changed, added: [.. trees.Skip(edit.Files.Count)]).Findings];
        if (after.Any(found => IsSame(found, diagnostic) || found.Id is RuleIds.UnrepresentableMember or RuleIds.InvalidDefault))
        {
            return false;
        }

        Diagnostic[] breaks = [.. after.Where(found => VersionRules.Contains(found.Id) && found.Severity >= diagnostic.Severity)];
        return (breaks.Length == 0 || await HadAsync(breaks).ConfigureAwait(false))
            && !await HasNewErrorsAsync(changed, edit, trees).ConfigureAwait(false);
    }

    private async Task<bool> HadAsync(Diagnostic[] breaks)
    {
        Diagnostic[] before = [.. (await BeforeAsync().ConfigureAwait(false)).Findings];
        return Array.TrueForAll(breaks, found => Array.Exists(before, old => IsSame(old, found)));
    }

    private Task<EventAnalysis> BeforeAsync() => _unedited.Analyses.GetAsync(
        _project.AnalyzerOptions, () => Analyze(_unedited.Written, added: []), _cancellationToken);

    private EventAnalysis Analyze(Compilation compilation, IReadOnlyCollection<SyntaxTree> added) => EventAnalysis.Of(
        compilation,
        _project.AnalyzerOptions,
        EventStages.Default,
        _cache.Events,
        _cache.Contracts,
        _cache.Texts,
        added,
        _cancellationToken);

    private async Task<bool> HasNewErrorsAsync(Compilation changed, FixEdit edit, IReadOnlyList<SyntaxTree> trees)
    {
        SyntaxTree[] others = edit.Concerns is { } concern
            ? [.. (await UsersOfAsync(concern).ConfigureAwait(false)).Except(edit.Files.Select(file => file.Tree))]
            : [];
        if (!trees.Concat(others).Any(tree => Errors(changed, tree).Any()))
        {
            return false;
        }

        // They may be old ones, or need generated code to be understood.
        (changed, trees) = edit.ApplyTo(Compilation);
        var found = new List<string>();
        foreach (SyntaxTree tree in edit.Files.Select(file => file.Tree).Concat(others))
        {
            found.AddRange(await ErrorsBeforeAsync(tree).ConfigureAwait(false));
        }

        ILookup<string, string> before = found.ToLookup(error => error, StringComparer.Ordinal);
        return trees.Concat(others)
            .SelectMany(tree => Errors(changed, tree))
            .GroupBy(error => error, StringComparer.Ordinal)
            .Any(group => group.Count() > before[group.Key].Count());
    }

    private Task<string[]> ErrorsBeforeAsync(SyntaxTree tree) =>
        _unedited.Errors.GetAsync(tree, () => [.. Errors(Compilation, tree)], _cancellationToken);

    // Generated files are those of the project as it is, so their errors say nothing about the edit.
    private Task<SyntaxTree[]> UsersOfAsync(EditConcern concern) => _unedited.Users.GetAsync(
        concern,
        () =>
        [
            .. _cache.Names.Of(_unedited.Written.SyntaxTrees.Where(tree => !IsGenerated(tree)), concern, _cancellationToken)
                .Where(tree => _project.GetDocument(tree) is not (null or SourceGeneratedDocument)),
        ],
        _cancellationToken);

    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> Errors(Compilation compilation, SyntaxTree tree) => compilation.GetSemanticModel(tree)
        .GetDiagnostics(cancellationToken: _cancellationToken)
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Select(KeyOf);

    private static string KeyOf(Diagnostic diagnostic) => diagnostic.Id + diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static bool IsSame(Diagnostic found, Diagnostic other) =>
        found.Id == other.Id
        && found.Properties.Text(ContractProperties.Subject) is var subject
        && subject == other.Properties.Text(ContractProperties.Subject)
        && (subject is not null || KeyOf(found) == KeyOf(other));

    private sealed class Cache
    {
        private readonly ConditionalWeakTable<SourceText, ParsedText<AvroSchema>> _schemas = new();
        private readonly ConditionalWeakTable<SourceText, ParsedText<ContractFile>> _contracts = new();
        private readonly ConditionalWeakTable<Compilation, UneditedProject> _unedited = new();

        public Cache() => Texts = new ContractTexts(
            text => _schemas.GetValue(text, one => ParsedText<AvroSchema>.Of(one.ToString(), AvroSchema.Parse)),
            text => _contracts.GetValue(text, one => ContractFile.Parse(one.ToString())));

        public EventCache Events { get; } = new(EventStages.Default);

        public NameUses Names { get; } = new();

        public ContractCache Contracts { get; } = new();

        public ContractTexts Texts { get; }

        public UneditedProject Unedited(Compilation compilation) => _unedited.GetValue(compilation, one => new UneditedProject(one));
    }

    // What the trials of all providers need to know of the project as it is.
    private sealed class UneditedProject(Compilation compilation)
    {
        public Compilation Compilation => compilation;

        /// <summary>
        /// The project without the code of the generator, as the generator sees it too: most edits can be tried on it in half the time.
        /// </summary>
        public Compilation Written { get; } = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(IsOurs));

        /// <summary>The analysis, by the contract files: they can change while the compilation stays.</summary>
        public FoundOnce<AnalyzerOptions, EventAnalysis> Analyses { get; } = new();

        /// <summary>The compiler's errors of files.</summary>
        public FoundOnce<SyntaxTree, string[]> Errors { get; } = new();

        /// <summary>The files that edits concern.</summary>
        public FoundOnce<EditConcern, SyntaxTree[]> Users { get; } = new();

        private static bool IsOurs(SyntaxTree tree) => tree.FilePath.IndexOf(Generator, StringComparison.Ordinal) >= 0;
    }
}
