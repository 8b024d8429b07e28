using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Reports handlers of types that aren't events (EVS5003).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandledTypeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Of(RuleIds.HandledTypeIsNotEvent)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.SimpleBaseType, SyntaxKind.PrimaryConstructorBaseType);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        TypeSyntax syntax = ((BaseTypeSyntax)context.Node).Type;
        if (syntax.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault() is not { } name
            || context.Node.Parent?.Parent is not TypeDeclarationSyntax { RawKind: not (int)SyntaxKind.InterfaceDeclaration } handler
            || context.SemanticModel.GetTypeInfo(syntax, context.CancellationToken).Type is not INamedTypeSymbol type)
        {
            return;
        }

        ITypeSymbol[] handled =
        [
            .. type.AllInterfaces
                .Append(type)
                .Where(candidate => candidate.IsEventHandler())
                .Select(candidate => candidate.TypeArguments[0]),
        ];
        for (int i = 0; i < name.TypeArgumentList.Arguments.Count && i < type.TypeArguments.Length; i++)
        {
            if (LacksContract(type.TypeArguments[i]) && handled.Contains(type.TypeArguments[i], SymbolEqualityComparer.Default))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.Of(RuleIds.HandledTypeIsNotEvent),
                    name.TypeArgumentList.Arguments[i].GetLocation(),
                    handler.Identifier.ValueText,
                    type.TypeArguments[i].ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
            }
        }
    }

    // The compiler reports a type that doesn't exist, and a contract can be written by hand.
    private static bool LacksContract(ITypeSymbol type) =>
        type.TypeKind is not (TypeKind.Error or TypeKind.TypeParameter) && !type.IsContract();
}
