using System.Globalization;
using System.Runtime.CompilerServices;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
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

    private readonly Project _project;
    private readonly Compilation _compilation;
    private readonly Cache _cache;
    private readonly Lazy<EventAnalysis> _before;
    private readonly CancellationToken _cancellationToken;

    private Trial(Project project, Compilation compilation, CancellationToken cancellationToken)
    {
        _project = project;
        _compilation = compilation;
        _cancellationToken = cancellationToken;
        _cache = Caches.GetValue(project.Solution.Workspace, _ => new Cache());
        _before = new Lazy<EventAnalysis>(() => Analyze(compilation, _cache.Events));
    }

    /// <summary>The events of the project as it is.</summary>
    public IReadOnlyList<AnalyzedEvent> Events => _before.Value.Events;

    /// <summary>The record that declared an event when its contract was accepted, as the metadata name it; null where none says.</summary>
    public string? FormerRecordOf(AnalyzedEvent @event) =>
        _cache.Texts.HistoryOf(_before.Value.Files.Of(@event.Declaration.EventType), _cancellationToken) is { } history
            ? (history.Accepted ?? history.LatestReleased)?.Contract?.Record
            : null;

    /// <summary>The project as it is.</summary>
    public Compilation Compilation => _compilation;

    /// <summary>Prepares trials of a project; null where it can't be compiled.</summary>
    public static async Task<Trial?> OfAsync(Project project, CancellationToken cancellationToken) =>
        await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
            ? new Trial(project, compilation, cancellationToken)
            : null;

    /// <summary>Whether the project no longer has a diagnostic after an edit, and no new break or error in its place.</summary>
    public bool Removes(FixEdit edit, Diagnostic diagnostic)
    {
        (Compilation changed, IReadOnlyList<SyntaxTree> trees) = edit.ApplyTo(_compilation);
        if (HasNewErrors(changed, edit, trees))
        {
            return false;
        }

        // A new file changes what names can mean, so its events aren't those of the other edits.
        Diagnostic[] after = [.. Analyze(changed, edit.Added.Count == 0 ? _cache.Events : _cache.EventsWithAddedFile).Findings];
        if (after.Any(found => IsSame(found, diagnostic) || found.Id is RuleIds.UnrepresentableMember or RuleIds.InvalidDefault))
        {
            return false;
        }

        Diagnostic[] breaks = [.. after.Where(found => VersionRules.Contains(found.Id) && found.Severity >= diagnostic.Severity)];
        return breaks.Length == 0 || breaks.All(found => _before.Value.Findings.Any(old => IsSame(old, found)));
    }

    private EventAnalysis Analyze(Compilation compilation, EventCache events) => EventAnalysis.Of(
        compilation,
        _project.AnalyzerOptions,
        EventStages.Default,
        events,
        _cache.Contracts,
        _cache.Texts,
        _cancellationToken);

    private bool HasNewErrors(Compilation changed, FixEdit edit, IReadOnlyList<SyntaxTree> trees)
    {
        IEnumerable<SyntaxTree> old = edit.Files.Select(file => file.Tree);
        SyntaxTree[] others = edit.Concerns is { } name ? [.. TreesWith(name).Except(old)] : [];
        ILookup<string, Diagnostic> before = Errors(_compilation, old.Concat(others)).ToLookup(KeyOf, StringComparer.Ordinal);
        return Errors(changed, trees.Concat(others))
            .GroupBy(KeyOf, StringComparer.Ordinal)
            .Any(group => group.Count() > before[group.Key].Count());
    }

    // Generated files are those of the project as it is, so their errors say nothing about the edit.
    private IEnumerable<SyntaxTree> TreesWith(string name) => _project.Documents
        .Select(document => document.TryGetSyntaxTree(out SyntaxTree? tree) ? tree : null)
        .OfType<SyntaxTree>()
        .Where(tree => tree.GetText(_cancellationToken).ToString().Contains(name) && _compilation.ContainsSyntaxTree(tree));

    private IEnumerable<Diagnostic> Errors(Compilation compilation, IEnumerable<SyntaxTree> trees) => trees
        .SelectMany(tree => compilation.GetSemanticModel(tree).GetDiagnostics(cancellationToken: _cancellationToken))
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

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

        public Cache() => Texts = new ContractTexts(
            text => _schemas.GetValue(text, one => ParsedText<AvroSchema>.Of(one.ToString(), AvroSchema.Parse)),
            text => _contracts.GetValue(text, one => ContractFile.Parse(one.ToString())));

        public EventCache Events { get; } = new(EventStages.Default);

        public EventCache EventsWithAddedFile { get; } = new(EventStages.Default);

        public ContractCache Contracts { get; } = new();

        public ContractTexts Texts { get; }
    }
}
