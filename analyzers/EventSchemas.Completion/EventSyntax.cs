using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Completion;

/// <summary>Events by their syntax alone.</summary>
static class EventSyntax
{
    private const string Suffix = "Attribute";

    /// <summary>Whether an attribute makes a record an event.</summary>
    public static bool IsEvent(AttributeSyntax attribute)
    {
        string name = attribute.Name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText ?? "";
        return name is WellKnownNames.OpenEdxEvent or WellKnownNames.OpenEdxEvent + Suffix;
    }

    /// <summary>The text of an argument; null where it is absent, or isn't a literal.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="name">The argument's name; null for the event type.</param>
    public static string? TextOf(AttributeSyntax attribute, string? name) => attribute.ArgumentList?.Arguments
        .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)
        ?.Expression is LiteralExpressionSyntax { Token.Value: string { Length: > 0 } text }
            ? text
            : null;

    /// <summary>The name of the record that an attribute is on.</summary>
    public static string RecordOf(AttributeSyntax attribute) =>
        attribute.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText ?? "";
}
