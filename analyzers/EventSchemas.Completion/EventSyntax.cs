using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Completion;

/// <summary>Events by their syntax alone.</summary>
static class EventSyntax
{
    /// <summary>Whether an attribute makes a record an event.</summary>
    public static bool IsEvent(AttributeSyntax attribute)
    {
        string name = attribute.Name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText ?? "";
        return WellKnownNames.IsEventAttribute(name);
    }

    /// <summary>The text of an argument; null where it is absent, or isn't a literal.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="name">The argument's name; null for the event type.</param>
    public static string? TextOf(AttributeSyntax attribute, string? name) => attribute.ArgumentList?.Arguments
        .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)
        ?.Expression is LiteralExpressionSyntax { Token.Value: string { Length: > 0 } text }
            ? text
            : null;

    /// <summary>The event type, with the version where that is an argument of its own; null where it isn't a literal.</summary>
    public static string? EventTypeOf(AttributeSyntax attribute)
    {
        ExpressionSyntax? version = attribute.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == EventAttribute.VersionArgument)?.Expression;
        return TextOf(attribute, name: null) is { } text && version is LiteralExpressionSyntax { Token.Value: int number }
            ? NextEventType.Of(text, number)
            : TextOf(attribute, name: null);
    }

    /// <summary>The name of the record that an attribute is on.</summary>
    public static string RecordOf(AttributeSyntax attribute) =>
        attribute.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText ?? "";
}
