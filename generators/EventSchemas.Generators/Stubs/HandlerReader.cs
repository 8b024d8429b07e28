using Microsoft.CodeAnalysis;

namespace EventSchemas.Generators;

/// <summary>Finds out which events a class handles.</summary>
static class HandlerReader
{
    public static EquatableArray<HandlerDeclaration> Read(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.IsGenericType || !type.IsReachableFrom(type.ContainingAssembly))
        {
            return default;
        }

        ITypeSymbol[] events = [.. type.AllInterfaces.Where(IsEventHandler).Select(handler => handler.TypeArguments[0])];
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

    private static bool IsEventHandler(INamedTypeSymbol type) =>
        type.Name == WellKnownNames.EventHandlerInterface && type.OriginalDefinition.Is(WellKnownNames.Namespace, "IEventHandler`1");
}
