using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>
/// Reports what is wrong with events and their contracts (EVS1xxx to EVS3xxx). One analyzer for all of it, because the rules share what is
/// expensive: which events there are, what each reaches, and what its contract files say. Everything is reported by the analysis of
/// the type that it is about, so that an editor shows it during typing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EventAnalyzer : DiagnosticAnalyzer
{
    private readonly EventStages _stages;
    private readonly EventCache _events;
    private readonly ContractCache _contracts = new();
    private readonly KnownDiagnostics _known = new();

    /// <summary>The analyzer of the product.</summary>
    public EventAnalyzer()
        : this(EventStages.Default)
    {
    }

    /// <summary>An analyzer with other stages, for tests of what happens where one fails.</summary>
    internal EventAnalyzer(EventStages stages)
    {
        _stages = stages;
        _events = new EventCache(stages);
    }

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleDescriptors.Of(DeclarationRules.All, ContractFileRules.All, VersionRules.All, JustificationRules.All);

    /// <summary>How often events were read and checked, for tests and benchmarks of what an edit costs.</summary>
    public AnalysisCounters Counters => new(_events.Read, _contracts.Checked, _contracts.Parsed);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        ContractTexts texts = _contracts.TextsOf(context);
        context.RegisterAdditionalFileAction(Guarded.Action(
            (AdditionalFileAnalysisContext file) => ContractFileFindings.ReportUnreadable(file, texts)));
        context.RegisterCompilationStartAction(start =>
        {
            // Without a token: the lazy value would keep the exception of a cancelled analysis.
            var analysis = new Lazy<EventAnalysis>(() =>
            {
                EventAnalysis all = EventAnalysis.Of(
                    start.Compilation, start.Options, _stages, _events, _contracts, texts, added: [], CancellationToken.None);
                _known.ForgetAllBut(start.Compilation, all.Owners);
                return all;
            });
            start.RegisterAdditionalFileAction(Guarded.Action((AdditionalFileAnalysisContext file) =>
                ContractFileFindings.Report(file, analysis.Value, texts)));
            start.RegisterSymbolAction(
                Guarded.Action((SymbolAnalysisContext symbol) =>
                {
                    if (!analysis.Value.HasFindings)
                    {
                        return;
                    }

                    string owner = symbol.Symbol.OwnerKey();
                    foreach (Diagnostic diagnostic in _known.Reuse(symbol.Compilation, owner, analysis.Value.FindingsOf(owner)))
                    {
                        symbol.ReportUnlessCompilerDoes(diagnostic);
                    }
                }),
                SymbolKind.NamedType);
        });
    }
}

/// <summary>The work of an analyzer since it was created.</summary>
/// <param name="EventsRead">How many declarations of events were read.</param>
/// <param name="EventsChecked">How many events were compared with their contract files.</param>
/// <param name="FilesParsed">How many texts of contract files were parsed.</param>
public sealed record AnalysisCounters(int EventsRead, int EventsChecked, int FilesParsed);
