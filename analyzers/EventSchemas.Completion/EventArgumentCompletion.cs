using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Options;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Completion;

/// <summary>
/// Completes the texts in an event's attribute: the next event type of an event that the solution declares, topics and flags that it
/// knows, and the paths to members that can be the key.
/// </summary>
[ExportCompletionProvider(nameof(EventArgumentCompletion), LanguageNames.CSharp)]
public sealed class EventArgumentCompletion : CompletionProvider
{
    /// <inheritdoc/>
    public override bool ShouldTriggerCompletion(SourceText text, int caretPosition, CompletionTrigger trigger, OptionSet options) =>
        trigger is { Kind: CompletionTriggerKind.Insertion, Character: '"' or '.' };

    /// <inheritdoc/>
    public override async Task ProvideCompletionsAsync(CompletionContext context)
    {
        CancellationToken token = context.CancellationToken;
        if (await context.Document.GetSyntaxRootAsync(token).ConfigureAwait(false) is not { } root
            || TypedText.At(root, context.Position) is not { } typed)
        {
            return;
        }

        context.CompletionListSpan = typed.Span;
        foreach (Suggestion suggestion in await SuggestionsAsync(context.Document, typed, token).ConfigureAwait(false))
        {
            context.AddItem(CompletionItem.Create(suggestion.Text, inlineDescription: suggestion.Origin));
        }
    }

    private static async Task<IEnumerable<Suggestion>> SuggestionsAsync(
        Document document, TypedText typed, CancellationToken cancellationToken)
    {
        if (typed.Argument == "Key")
        {
            return await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
                ? KeyPaths.Of(typed.Attribute, model, cancellationToken)
                : [];
        }

        if (typed.Argument is not (null or "Topic" or "FeatureFlag"))
        {
            return [];
        }

        KnownEvents known = await KnownEvents.OfAsync(document.Project.Solution, typed.Attribute, cancellationToken).ConfigureAwait(false);
        return typed.Argument switch
        {
            null => known.NextEventTypes,
            "Topic" => known.Topics,
            _ => known.Flags,
        };
    }
}

/// <summary>What is offered.</summary>
/// <param name="Text">The text.</param>
/// <param name="Origin">Where it comes from, in a few words.</param>
sealed record Suggestion(string Text, string Origin);

/// <summary>A text that is being typed in an event's attribute.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Argument">The argument's name; null for the event type.</param>
/// <param name="Span">The text between the quotes, as far as it is typed.</param>
sealed record TypedText(AttributeSyntax Attribute, string? Argument, TextSpan Span)
{
    /// <summary>The text at a position; null where there is none in such an attribute.</summary>
    public static TypedText? At(SyntaxNode root, int position)
    {
        SyntaxToken token = root.FindToken(Math.Max(position - 1, 0));
        if (token.Parent is not LiteralExpressionSyntax { Parent: AttributeArgumentSyntax argument }
            || argument.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || !EventSyntax.IsEvent(attribute)
            || token.Text.Length == 0
            || token.Text[0] != '"')
        {
            return null;
        }

        // Without its closing quote, the token reaches to the end of the line.
        int start = token.SpanStart + 1;
        bool isClosed = token.Text.Length > 1 && token.Text[token.Text.Length - 1] == '"';
        int end = isClosed ? token.Span.End - 1 : position;
        return position >= start && position <= end
            ? new TypedText(attribute, argument.NameEquals?.Name.Identifier.ValueText, TextSpan.FromBounds(start, end))
            : null;
    }
}
