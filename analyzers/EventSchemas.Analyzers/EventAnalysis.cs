using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>The events of one compilation, and all that is to be reported about them.</summary>
sealed class EventAnalysis
{
    private readonly ILookup<string, Diagnostic> _findings;

    private EventAnalysis(IReadOnlyList<AnalyzedEvent> events, ContractFiles files, IEnumerable<Finding> findings)
    {
        Events = events;
        Files = files;
        _findings = findings.Distinct(FindingComparer.Instance).ToLookup(finding => finding.Owner, finding => finding.Diagnostic, StringComparer.Ordinal);
    }

    /// <summary>The events, in the order of their types' names.</summary>
    public IReadOnlyList<AnalyzedEvent> Events { get; }

    /// <summary>The contract files.</summary>
    public ContractFiles Files { get; }

    /// <summary>Analyzes a compilation on its own, without what an analyzer remembers of others.</summary>
    public static EventAnalysis Of(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken) => Of(
        compilation,
        options,
        new EventCache(),
        new ContractCache(),
        new ContractTexts(text => Baseline.Parse(text.ToString()), text => ParsedContract.Parse(text.ToString())),
        cancellationToken);

    /// <summary>Analyzes a compilation.</summary>
    public static EventAnalysis Of(
        Compilation compilation, AnalyzerOptions options, EventCache events, ContractCache contracts, ContractTexts texts, CancellationToken cancellationToken)
    {
        IReadOnlyList<AnalyzedEvent> all = events.EventsOf(compilation, cancellationToken);
        ContractFiles files = contracts.FilesOf(compilation, options.AdditionalFiles);
        EventInProject[] inProject = [.. all.Select(e => new EventInProject(e, EventSettings.Of(options.AnalyzerConfigOptionsProvider, e.Tree)))];
        ContractedEvent[] contracted =
        [
            .. inProject
                .Select(e => (Event: e, Verdict: contracts.VerdictOf(compilation, e, files, texts, cancellationToken)))
                .Where(item => item.Verdict is not null)
                .Select(item => new ContractedEvent(item.Event, item.Verdict!)),
        ];
        return new EventAnalysis(
            all,
            files,
            [.. SettingFindings.Of(inProject), .. DeclarationFindings.Of(inProject), .. ContractFindings.Of(contracted), .. BreakFindings.Of(contracted), .. JustificationFindings.Of(contracted)]);
    }

    /// <summary>All that is to be reported.</summary>
    public IEnumerable<Diagnostic> Findings => _findings.SelectMany(findings => findings);

    /// <summary>What is to be reported by the analysis of a type.</summary>
    public IEnumerable<Diagnostic> FindingsOf(ISymbol type) => _findings.Count == 0 ? [] : _findings[type.OwnerKey()];
}
