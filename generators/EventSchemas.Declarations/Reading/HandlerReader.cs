using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Finds out which events a class handles.</summary>
static class HandlerReader
{
    public static EquatableArray<HandlerDeclaration> Read(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.IsGenericType || !type.IsReachableFrom(type.ContainingAssembly))
        {
            return default;
        }

        // A handler of anything else is the analyzer's to report, and not for an error in generated code.
        ITypeSymbol[] events = [.. type.AllInterfaces.Where(handler => handler.IsEventHandler()).Select(handler => handler.TypeArguments[0]).Where(IsWhole)];
        string name = type.TryGetAttributeValue(WellKnownNames.HandlerNameAttribute, out object? pinned) && pinned is string text
            ? text
            : SnakeCase.From(type.Name, '-');
        return events
            .Select(@event => new HandlerDeclaration(
                type.ToCodeWithoutNullability(),
                @event.ToCodeWithoutNullability(),
                events.Length == 1 ? name : name + "." + SnakeCase.From(@event.Name, '-')))
            .ToEquatableArray();
    }

    // An event that can't get its part yet has errors of its own.
    private static bool IsWhole(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Class
        && type.IsContract()
        && (!type.IsEvent() || type.DeclaringSyntaxReferences.All(reference => PartialTypes.IsPartial(reference.GetSyntax())));
}
