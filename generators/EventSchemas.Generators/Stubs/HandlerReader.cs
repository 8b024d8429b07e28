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

        ITypeSymbol[] events = [.. type.AllInterfaces.Where(IsEventHandler).Select(handler => handler.TypeArguments[0]).Where(IsEvent)];
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

    // One that gets no stubs, or is no event at all, has errors of its own.
    private static bool IsEvent(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Class
        && type.HasAttribute(WellKnownNames.OpenEdxEventAttribute)
        && type.DeclaringSyntaxReferences.All(reference => EventSchemasGenerator.IsPartial(reference.GetSyntax()));

    private static bool IsEventHandler(INamedTypeSymbol type) =>
        type.Name == WellKnownNames.EventHandlerInterface && type.OriginalDefinition.Is(WellKnownNames.Namespace, "IEventHandler`1");
}
