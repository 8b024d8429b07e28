using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Holds every event against its contract file (EVS2001 to EVS2005, EVS3001 to EVS3015, EVS3101 to EVS3110).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    private readonly ConditionalWeakTable<SyntaxTree, string[]> _candidates = new();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.ContractMissing, Rules.ContractOutOfDate, Rules.ContractUnreadable, Rules.ContractOrphaned, Rules.ShippedVersionEdited,
        .. CompatibilityRules.ById.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        var texts = new ContractTexts(context);
        context.RegisterAdditionalFileAction(file =>
        {
            if (ContractFiles.Problem(file.AdditionalFile, texts, file.CancellationToken) is { } problem)
            {
                file.ReportDiagnostic(problem);
            }
        });
        context.RegisterCompilationStartAction(start =>
        {
            ContractSettings settings = ContractSettings.Of(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            var catalog = new EventCatalog(start.Compilation, _candidates, start.CancellationToken);
            var files = new ContractFiles(start.Options.AdditionalFiles, texts);
            var verdicts = new Lazy<IReadOnlyList<ContractVerdict>>(() => [.. catalog.Events.Select(e => ContractVerdict.Of(e, files, settings, start.CancellationToken)).OfType<ContractVerdict>()]);
            start.RegisterAdditionalFileAction(file => AnalyzeFile(file, catalog, files));
            start.RegisterSymbolAction(symbol => Analyze(symbol, verdicts, settings), SymbolKind.NamedType);
        });
    }

    private static void AnalyzeFile(AdditionalFileAnalysisContext context, EventCatalog catalog, ContractFiles files)
    {
        string path = context.AdditionalFile.Path;
        Location place = Location.Create(path, default, default);
        if (files.EventTypeOf(path) is { } eventType && !catalog.Events.Any(e => e.Reading.Declaration.EventType == eventType))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ContractOrphaned, place, eventType));
        }

        if (ShippedVersion.Of(path) is var (shipped, number) && files.IsEdited(shipped, number, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ShippedVersionEdited, place, number, shipped));
        }
    }

    private static void Analyze(SymbolAnalysisContext context, Lazy<IReadOnlyList<ContractVerdict>> verdicts, ContractSettings settings)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.IsRecord && EventCatalog.AttributeOf(type) is null)
        {
            return;
        }

        foreach (ContractVerdict verdict in verdicts.Value.Where(verdict => SymbolEqualityComparer.Default.Equals(verdict.Event.Symbol, type)))
        {
            ReportState(context, verdict, settings);
        }

        ReportBreaks(context, type, verdicts.Value);
    }

    private static void ReportState(SymbolAnalysisContext context, ContractVerdict verdict, ContractSettings settings)
    {
        Location place = verdict.Event.Symbol.Place();
        string eventType = verdict.Event.Reading.Declaration.EventType;
        if (verdict.State == ContractState.Missing)
        {
            DiagnosticSeverity severity = settings.IsCI ? DiagnosticSeverity.Error : DiagnosticSeverity.Info;
            string path = $"{settings.Folder}/{eventType}{ContractFile.SchemaExtension}";
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.ContractMissing, place, severity, additionalLocations: null, properties: null, messageArgs: [verdict.Event.Symbol.Name, path]));
        }
        else if (verdict.State == ContractState.OutOfDate)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.ContractOutOfDate, place, verdict.Properties, verdict.Event.Symbol.Name, verdict.Difference));
        }
    }

    // A record that several events reach breaks all their contracts by one edit: one diagnostic, naming them all.
    private static void ReportBreaks(SymbolAnalysisContext context, INamedTypeSymbol type, IReadOnlyList<ContractVerdict> verdicts)
    {
        var found = verdicts
            .SelectMany(verdict => verdict.Breaks.Select(found => (Verdict: verdict, found.Break, found.Old, Symbol: verdict.SymbolOf(found.Break))))
            .Where(item => SymbolEqualityComparer.Default.Equals(item.Symbol.Owner(), type))
            .GroupBy(item => (item.Break, item.Verdict.Level, item.Symbol), item => (item.Verdict, item.Old));
        foreach (var group in found)
        {
            (Break @break, CompatibilityLevel level, ISymbol symbol) = group.Key;
            string events = string.Join(" and ", group.Select(item => item.Verdict.Event.Reading.Declaration.EventType));

            // Accepting into the contract would leave the shipped versions as they are.
            ImmutableDictionary<string, string?> properties = group.Count() == 1 && !@break.IsShipped ? group.First().Verdict.Properties : ImmutableDictionary<string, string?>.Empty;
            properties = @break.OldName is null ? properties : properties.SetItem(ContractProperties.OldName, @break.OldName);

            // What was accepted and not shipped yet can still be changed; where nothing is ever shipped, the contract counts as if it were.
            DiagnosticSeverity severity = !@break.IsOfMeaning && (@break.IsShipped || group.Any(item => !item.Verdict.HasShipped)) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
            context.ReportDiagnostic(CompatibilityRules.Create(@break, symbol, events, level, severity, group.Select(item => item.Old), properties));
        }
    }
}
