using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Reports Kafka's own producers, serializers and messages of an event (EVS5001).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BypassAnalyzer : DiagnosticAnalyzer
{
    private static readonly HashSet<string> Producing = new(StringComparer.Ordinal)
    {
        "IProducer", "ProducerBuilder", "DependentProducerBuilder", "ISerializer", "IAsyncSerializer", "Message",
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleDescriptors.OfAnalyzer(RuleIds.TypedProducerBypassed);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Guarded.Action((SyntaxNodeAnalysisContext node) => Analyze(node)), SyntaxKind.GenericName);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var name = (GenericNameSyntax)context.Node;
        if (Producing.Contains(name.Identifier.ValueText)
            && !name.IsPartOfStructuredTrivia()
            && context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol
                is INamedTypeSymbol { TypeArguments.Length: > 0 } type
            && ConfluentTypes.IsKafka(type.ContainingNamespace)
            && type.TypeArguments[type.TypeArguments.Length - 1] is var @event
            && @event.IsEvent())
        {
            context.ReportDiagnostic(
                Diagnostic.Create(RuleDescriptors.Of(RuleIds.TypedProducerBypassed), name.GetLocation(), type.Name, @event.Name));
        }
    }
}
