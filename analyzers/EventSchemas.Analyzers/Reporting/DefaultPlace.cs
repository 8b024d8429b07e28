using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Analyzers;

/// <summary>Where the default of a member is written.</summary>
static class DefaultPlace
{
    /// <summary>The argument of the attribute, the attribute, or the value after the parameter; null where there is none.</summary>
    public static Location? Of(IPropertySymbol member, DeclarationProblemKind kind, CancellationToken cancellationToken)
    {
        bool isWhenMissing = kind == DeclarationProblemKind.WhenMissing;
        string name = isWhenMissing ? WellKnownNames.WhenMissingAttribute : WellKnownNames.AvroDefaultAttribute;
        AttributeData? attribute = Parameters(member)
            .Prepend<ISymbol>(member)
            .Select(symbol => symbol.OurAttribute(name))
            .FirstOrDefault(data => data is not null);
        return attribute?.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax syntax
            ? (syntax.ArgumentList?.Arguments.FirstOrDefault() ?? (SyntaxNode)syntax).GetLocation()
            : OfParameter(member, cancellationToken)?.GetLocation();
    }

    // The value after the parameter that sets the member.
    private static ExpressionSyntax? OfParameter(IPropertySymbol member, CancellationToken cancellationToken) => Parameters(member)
        .SelectMany(parameter => parameter.DeclaringSyntaxReferences)
        .Select(reference => (reference.GetSyntax(cancellationToken) as ParameterSyntax)?.Default?.Value)
        .FirstOrDefault(value => value is not null);

    private static IEnumerable<IParameterSymbol> Parameters(IPropertySymbol member) =>
        member.OriginalDefinition.ContainingType.InstanceConstructors
            .SelectMany(constructor => constructor.Parameters)
            .Where(parameter => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(parameter => parameter.Name == member.Name);
}
