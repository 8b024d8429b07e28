using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Reports what keeps an event's declaration from having a schema (EVS1001 to EVS1005).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    private readonly ConditionalWeakTable<SyntaxTree, string[]> _candidates = new();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.UnrepresentableMember, Rules.NotPartialRecord, Rules.MalformedEventType, Rules.DuplicateEventType, Rules.InvalidKey];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var catalog = new EventCatalog(start.Compilation, _candidates, start.CancellationToken);
            start.RegisterSymbolAction(symbol => Analyze(symbol, catalog), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, EventCatalog catalog)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.IsRecord && EventCatalog.AttributeOf(type) is null)
        {
            return;
        }

        var reported = new HashSet<(ISymbol, string)>();
        foreach (EventInCompilation @event in catalog.Events)
        {
            if (SymbolEqualityComparer.Default.Equals(@event.Symbol, type))
            {
                AnalyzeEvent(context, @event, catalog);
            }

            foreach (DeclarationProblem problem in @event.Reading.Problems)
            {
                ISymbol place = problem.Symbol.OwnOr(@event.Symbol);
                bool isHere = problem.Kind == DeclarationProblemKind.Unrepresentable && SymbolEqualityComparer.Default.Equals(place.Owner(), type);
                if (isHere && reported.Add((place, problem.Message)))
                {
                    context.ReportDiagnostic(Diagnostic.Create(Rules.UnrepresentableMember, place.Place(), problem.Symbol.Name, problem.Message));
                }
            }
        }
    }

    private static void AnalyzeEvent(SymbolAnalysisContext context, EventInCompilation @event, EventCatalog catalog)
    {
        EventDeclaration declaration = @event.Reading.Declaration;
        if (WhyNotPartialRecord(@event.Symbol, context.CancellationToken) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.NotPartialRecord, @event.Symbol.Place(), @event.Symbol.Name, reason));
        }

        Location eventType = @event.Attribute.Argument(name: null, context.CancellationToken);
        if (!EventTypeName.IsWellFormed(declaration.EventType))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.MalformedEventType, eventType, declaration.EventType));
        }

        EventInCompilation? other = catalog.Events.FirstOrDefault(e => e != @event && e.Reading.Declaration.EventType == declaration.EventType);
        if (other is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.DuplicateEventType, eventType, declaration.EventType, other.Symbol.Name));
        }

        foreach (DeclarationProblem problem in @event.Reading.Problems.Where(problem => problem.Kind == DeclarationProblemKind.Key))
        {
            object? path = @event.Attribute.NamedArguments.First(argument => argument.Key == nameof(EventDeclaration.Key)).Value.Value;
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.InvalidKey, @event.Attribute.Argument(nameof(EventDeclaration.Key), context.CancellationToken), path, problem.Message));
        }
    }

    private static string? WhyNotPartialRecord(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type is not { IsRecord: true, TypeKind: TypeKind.Class })
        {
            return "make it a record class";
        }

        if (type.IsGenericType)
        {
            return "it can't have type parameters";
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            bool isPartial = current.DeclaringSyntaxReferences.All(reference =>
                reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial)
            {
                return $"add the partial modifier to '{current.Name}'";
            }
        }

        return null;
    }
}
