using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Declarations;

/// <summary>Finds what a class handles although it isn't an event (EVS5003).</summary>
static class HandledTypes
{
    /// <summary>Whether a type handles something that isn't an event.</summary>
    public static bool HasOther(INamedTypeSymbol handler)
    {
        foreach (INamedTypeSymbol contract in handler.AllInterfaces)
        {
            if (contract.IsEventHandler() && LacksContract(contract.TypeArguments[0]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The type arguments in an entry of a base list that aren't events, with the arguments of the rule's message.</summary>
    public static IEnumerable<(TypeSyntax Place, string[] Arguments)> Others(
        BaseTypeSyntax entry, SemanticModel model, CancellationToken cancellationToken)
    {
        TypeSyntax syntax = entry.Type;
        if (syntax.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault() is not { } name
            || entry.Parent?.Parent is not TypeDeclarationSyntax handler
            || handler is InterfaceDeclarationSyntax
            || model.GetTypeInfo(syntax, cancellationToken).Type is not INamedTypeSymbol type)
        {
            yield break;
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
            ITypeSymbol argument = type.TypeArguments[i];
            if (LacksContract(argument) && handled.Contains(argument, SymbolEqualityComparer.Default))
            {
                yield return (
                    name.TypeArgumentList.Arguments[i], [handler.Identifier.ValueText, argument.ToDisplay(), Advice(argument)]);
            }
        }
    }

    // A record of this project can become an event; another type can't.
    private static string Advice(ITypeSymbol type) => type is INamedTypeSymbol { IsRecord: true, DeclaringSyntaxReferences.IsEmpty: false }
        ? $"put {Attributes("(\"…\")")} with an event type on it and make it partial, or handle the event that it is part of"
        : $"handle an event, which is a partial record with {Attributes("")}";

    private static string Attributes(string arguments) =>
        $"[{WellKnownNames.OpenEdxEvent}{arguments}] or [{WellKnownNames.AvroEvent}{arguments}]";

    // The compiler reports a type that doesn't exist, and a contract can be written by hand.
    private static bool LacksContract(ITypeSymbol type) =>
        type.TypeKind is not (TypeKind.Error or TypeKind.TypeParameter) && !type.IsContract();
}
