using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers;

/// <summary>Errors of the compiler. Where there is one, the rules say nothing: it may be all that is wrong there.</summary>
static class CompilerErrors
{
    /// <summary>Reports a diagnostic, unless the compiler reports an error at its place.</summary>
    public static void ReportUnlessCompilerDoes(this SymbolAnalysisContext context, Diagnostic diagnostic)
    {
        // Notes are not worth the search, which each of them would take at every edit.
        if (diagnostic.Severity <= DiagnosticSeverity.Info || !AreAt(diagnostic.Location, context.Compilation, context.CancellationToken))
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    /// <summary>Whether the compiler reports an error in the declaration, or the attribute, that a location is in.</summary>
    public static bool AreAt(Location location, Compilation compilation, CancellationToken cancellationToken)
    {
        if (location.SourceTree is not { } tree || !compilation.ContainsSyntaxTree(tree))
        {
            return false;
        }

        TextSpan place = PlaceAround(tree.GetRoot(cancellationToken).FindNode(location.SourceSpan), location.SourceSpan);
        return tree.GetDiagnostics(cancellationToken)
            .Concat(compilation.GetSemanticModel(tree).GetDeclarationDiagnostics(place, cancellationToken))
            .Any(error => error.DefaultSeverity == DiagnosticSeverity.Error && error.Location.SourceSpan.IntersectsWith(place));
    }

    // A type's declaration is its header, because its members have places of their own.
    private static TextSpan PlaceAround(SyntaxNode node, TextSpan span)
    {
        foreach (SyntaxNode current in node.AncestorsAndSelf())
        {
            switch (current)
            {
                case BaseTypeDeclarationSyntax type:
                    int start = type.Modifiers.Count > 0 ? type.Modifiers[0].SpanStart : span.Start;
                    return TextSpan.FromBounds(Math.Min(start, span.Start), Math.Max(type.Identifier.Span.End, span.End));
                case AttributeSyntax or ParameterSyntax or MemberDeclarationSyntax:
                    return current.Span;
            }
        }

        return span;
    }
}
