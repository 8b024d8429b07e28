using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>The events of one compilation, and what is to be reported about them.</summary>
sealed class EventAnalysis
{
    private readonly ILookup<string, OwnedDiagnostic> _findings;

    private EventAnalysis(
        IReadOnlyList<AnalyzedEvent> events, ContractFiles files, MissingEvents missing, IEnumerable<OwnedDiagnostic> findings)
    {
        Events = events;
        Files = files;
        Missing = missing;
        _findings = findings.ToLookup(finding => finding.Owner, StringComparer.Ordinal);
    }

    /// <summary>The events, in the order of their types' names.</summary>
    public IReadOnlyList<AnalyzedEvent> Events { get; }

    /// <summary>The contract files.</summary>
    public ContractFiles Files { get; }

    /// <summary>The shipped events that no record declares.</summary>
    public MissingEvents Missing { get; }

    /// <summary>Analyzes a compilation on its own, without a cache.</summary>
    public static EventAnalysis Of(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken) => Of(
        compilation,
        options,
        EventStages.Default,
        new EventCache(EventStages.Default),
        new ContractCache(),
        new ContractTexts(
            text => ParsedText<AvroSchema>.Of(text.ToString(), AvroSchema.Parse),
            text => ContractFile.Parse(text.ToString())),
        added: [],
        cancellationToken);

    /// <summary>Analyzes a compilation.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="options">The project's settings and additional files.</param>
    /// <param name="stages">The stages from a symbol to a schema.</param>
    /// <param name="events">The events that were read before.</param>
    /// <param name="contracts">The verdicts that were found before.</param>
    /// <param name="texts">The texts of contract files.</param>
    /// <param name="added">Files whose types no other file can mean.</param>
    /// <param name="cancellationToken">Ends the analysis.</param>
    public static EventAnalysis Of(
        Compilation compilation,
        AnalyzerOptions options,
        EventStages stages,
        EventCache events,
        ContractCache contracts,
        ContractTexts texts,
        IReadOnlyCollection<SyntaxTree> added,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<AnalyzedEvent> all =
            events.EventsOf(compilation, options.AnalyzerConfigOptionsProvider, added, cancellationToken);
        ILookup<string, ConditionalPart> conditional = events.ConditionalPartsOf(compilation, cancellationToken);
        string? folder = EventSettings.ContractFolderOf(options.AnalyzerConfigOptionsProvider.GlobalOptions);
        ContractFiles files = contracts.FilesOf(compilation, options.AdditionalFiles, folder);
        (AnalyzedEvent Event, EventSettings Settings)[] withSettings =
            [.. all.Select(e => (e, EventSettings.Of(options.AnalyzerConfigOptionsProvider, e.Tree)))];
        var faults = new EventFaults(stages);
        CheckedEvent[] checkedEvents =
        [
            .. withSettings.SelectMany(item => faults.Catch(
                item.Event,
                () => new[] { contracts.Check(compilation, item.Event, item.Settings, files, texts, cancellationToken) })),
        ];
        bool isDesignTime = FolderSettings.IsDesignTime(options.AnalyzerConfigOptionsProvider.GlobalOptions);
        MissingEvents missing = MissingEvents.Of(compilation, checkedEvents, files, texts, isDesignTime, cancellationToken);
        OwnedDiagnostic[] found =
        [
            .. DeclarationFindings.OfSettings(withSettings),
            .. faults.CatchEach(
                withSettings, item => item.Event, some => DeclarationFindings.Of(some, () => ReferencedEvents.Of(compilation))),
            .. faults.CatchEach(checkedEvents, item => item.Event, some => ContractFindings.Of(some, files, conditional, isDesignTime)),
            .. faults.CatchEach(checkedEvents, item => item.Event, BreakFindings.Of),
            .. faults.CatchEach(checkedEvents, item => item.Event, JustificationFindings.Of),
            .. missing.Findings,
        ];
        return new EventAnalysis(
            all, files, missing, found.Concat(faults.Found).Where(finding => isDesignTime || !IsOfGenerator(finding.Diagnostic.Id)));
    }

    // In a build the generator reports what leaves an event without stubs, beside the errors of the compiler that follow from it.
    private static bool IsOfGenerator(string id) => id is RuleIds.NotPartialRecord or RuleIds.StubNameTaken;

    /// <summary>Everything that is to be reported, each once: several events can reach one record.</summary>
    public IEnumerable<Diagnostic> Findings => _findings
        .SelectMany(owner => owner.Distinct())
        .Select(finding => finding.Diagnostic);

    /// <summary>The types that something is to be reported about, as <see cref="SymbolLocations.OwnerKey"/> names them.</summary>
    public IEnumerable<string> Owners => _findings.Select(owner => owner.Key);

    /// <summary>Whether anything is to be reported; if not, the names of types needn't be built.</summary>
    public bool HasFindings => _findings.Count > 0;

    /// <summary>What is to be reported by the analysis of a type, as often as events found it.</summary>
    public IEnumerable<Diagnostic> FindingsOf(string owner) => _findings[owner].Select(finding => finding.Diagnostic);
}
