using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Edits of the named arguments of an event's attribute.</summary>
static class EventArguments
{
    /// <summary>The attribute that a diagnostic is in; null where it is elsewhere.</summary>
    public static AttributeSyntax? AttributeAt(EditedMember edited) => edited.Model.SyntaxTree.GetRoot()
        .FindNode(edited.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
        .FirstAncestorOrSelf<AttributeSyntax>();

    /// <summary>Gives an argument a value.</summary>
    public static IEnumerable<TextChange> Set(AttributeSyntax attribute, string name, string value)
    {
        if (Find(attribute, name) is { } old)
        {
            return [new TextChange(old.Expression.Span, value)];
        }

        return attribute.ArgumentList is { Arguments.Count: > 0 } list
            ? [new TextChange(new TextSpan(list.Arguments[list.Arguments.Count - 1].Span.End, 0), $", {name} = {value}")]
            : [];
    }

    /// <summary>Removes an argument, with the comma before it.</summary>
    public static IEnumerable<TextChange> Remove(AttributeSyntax attribute, string name) => Find(attribute, name) is { } old
        ? [new TextChange(TextSpan.FromBounds(old.GetFirstToken().GetPreviousToken().SpanStart, old.Span.End), "")]
        : [];

    /// <summary>An argument; null where it is absent.</summary>
    public static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(one => one.NameEquals?.Name.Identifier.ValueText == name);
}
