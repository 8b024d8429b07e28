using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Reports types of Kafka's client where a project only declares events, or may not use them (EVS5005).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KafkaTypesAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleDescriptors.OfAnalyzer(RuleIds.KafkaTypeUsed);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (ConfluentTypes.Of(start.Compilation) is not { } types)
            {
                return;
            }

            var usage = new UsageInCompilation(start.Compilation);
            start.RegisterSyntaxNodeAction(
                Guarded.Action((SyntaxNodeAnalysisContext name) => Analyze(name, types, usage)),
                SyntaxKind.IdentifierName,
                SyntaxKind.GenericName);
        });
    }

    // Names are compared first: to bind every name of a project would be expensive.
    private static void Analyze(SyntaxNodeAnalysisContext context, ConfluentTypes types, UsageInCompilation usage)
    {
        var name = (SimpleNameSyntax)context.Node;
        string text = name.Identifier.ValueText;
        if ((!types.Names.Contains(text) && !usage.Aliases.Contains(text)) || !IsForbidden(context, usage) || IsOutsideCode(name))
        {
            return;
        }

        if (context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol is INamedTypeSymbol type
            && ConfluentTypes.IsKafka(type.ContainingNamespace))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.KafkaTypeUsed), name.Identifier.GetLocation(), type.Name));
        }
    }

    private static bool IsForbidden(SyntaxNodeAnalysisContext context, UsageInCompilation usage) =>
        KafkaTypesSetting.Of(context.Options.AnalyzerConfigOptionsProvider, context.Node.SyntaxTree) switch
        {
            KafkaTypesSetting.Forbidden => true,
            KafkaTypesSetting.Allowed => false,
            _ => OnlyDeclaresEvents(context.Compilation, usage),
        };

    private static bool IsOutsideCode(SyntaxNode name) =>
        name.IsPartOfStructuredTrivia() || name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null;

    private static bool OnlyDeclaresEvents(Compilation compilation, UsageInCompilation usage) =>
        compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary
        && compilation.ReferencedAssemblyNames.All(reference => reference.Name != WellKnownNames.KafkaNamespace)
        && usage.DeclaresEvents;
}
