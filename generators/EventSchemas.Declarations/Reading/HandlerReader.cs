using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads which events a class handles.</summary>
static class HandlerReader
{
    public static EquatableArray<HandlerDeclaration> Read(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.IsGenericType || !type.IsReachableFrom(type.ContainingAssembly))
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
        return events
            .Select(@event => new HandlerDeclaration(
                type.ToCodeWithoutNullability(),
                @event.ToCodeWithoutNullability(),
                events.Length == 1 ? name : name + "." + SnakeCase.From(@event.Name, '-')))
            .ToEquatableArray();
    }

    // An event that can't get its generated part yet has errors of its own.
    private static bool IsComplete(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Class
        && type.IsContract()
        && (!type.IsEvent() || type.DeclaringSyntaxReferences.All(reference => TypeParts.IsPartial(reference.GetSyntax())));
}
