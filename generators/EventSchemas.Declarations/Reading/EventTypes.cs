using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Whether types are events and handlers, wherever they are declared.</summary>
static class EventTypes
{
    /// <summary>The event attribute of a type, or null.</summary>
    public static AttributeData? EventAttribute(this ITypeSymbol type) => type.FindAttribute(WellKnownNames.OpenEdxEventAttribute);

    public static bool IsEvent(this ITypeSymbol type) => type.EventAttribute() is not null;

    /// <summary>Whether a type is an event, or a contract that was written by hand.</summary>
    public static bool IsContract(this ITypeSymbol type) =>
        type.IsEvent() || type.AllInterfaces.Any(contract => contract.IsOf(WellKnownNames.EventContractInterface, 1));

    /// <summary>A named argument of an attribute that is a text.</summary>
    public static string? NamedText(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;

    public static bool IsEventHandler(this INamedTypeSymbol type) => type.IsOf(WellKnownNames.EventHandlerInterface, 1);

    /// <summary>Whether a type is one of EventSchemas with a name and so many type parameters.</summary>
    public static bool IsOf(this INamedTypeSymbol type, string name, int arity) =>
        type.Name == name && type.Arity == arity && type.OriginalDefinition.Is(WellKnownNames.Namespace, arity == 0 ? name : $"{name}`{arity}");
}
