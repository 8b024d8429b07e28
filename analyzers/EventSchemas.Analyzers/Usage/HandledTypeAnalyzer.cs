using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Reports handlers of types that aren't events (EVS5003) in an editor; in a build the generator does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandledTypeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleDescriptors.OfAnalyzer(RuleIds.HandledTypeIsNotEvent);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (FolderSettings.IsDesignTime(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions))
            {
                start.RegisterSyntaxNodeAction(
                    Guarded.Action((SyntaxNodeAnalysisContext node) => Analyze(node)),
                    SyntaxKind.SimpleBaseType,
                    SyntaxKind.PrimaryConstructorBaseType);
            }
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        foreach ((TypeSyntax place, string[] arguments) in HandledTypes.Others(
            (BaseTypeSyntax)context.Node, context.SemanticModel, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.HandledTypeIsNotEvent), place.GetLocation(), [.. arguments]));
        }
    }
}
