using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads which events a class handles.</summary>
static class HandlerReader
{
    /// <summary>Whether discovery passes a type over, whatever it handles.</summary>
    public static bool IsPassedOver(INamedTypeSymbol type) =>
        type.TypeKind != TypeKind.Class || type.IsAbstract || type.IsGenericType || !type.IsReachableFrom(type.ContainingAssembly);

    public static EquatableArray<HandlerDeclaration> Read(INamedTypeSymbol type)
    {
        if (IsPassedOver(type))
        {
            return default;
        }

        // The analyzer reports a handler of anything else; it must not become an error in generated code.
        ITypeSymbol[] events =
            [
                .. type.AllInterfaces
                    .Where(handler => handler.IsEventHandler())
                    .Select(handler => handler.TypeArguments[0])
                    .Where(IsComplete),
            ];
        if (events.Length == 0)
        {
            return default;
        }

        string name = AttributeReader.Of(type).HandlerName ?? SnakeCase.From(type.Name, '-');
        bool isObsolete = type.IsObsolete();
        return events
            .Select(@event => new HandlerDeclaration(
                type.ToCodeWithoutNullability(),
                @event.ToCodeWithoutNullability(),
                events.Length == 1 ? name : name + "." + SnakeCase.From(@event.Name, '-'))
            {
                IsObsolete = isObsolete || @event.IsObsolete(),
            })
            .ToEquatableArray();
    }

    // An event that can't get its generated part yet has errors of its own.
    private static bool IsComplete(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class } named
        && type.IsContract()
        && (!type.IsEvent() || type.DeclaringSyntaxReferences.IsEmpty || HasPart(named));

    private static bool HasPart(INamedTypeSymbol type) =>
        EventShape.CanHaveStubs(type)
        && type.DeclaringSyntaxReferences.All(reference => TypeParts.IsPartial(reference.GetSyntax()));
}
