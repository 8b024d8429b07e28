using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Corrects the name of a producer's interface or of an <c>On…</c> method that is gone because its event's record was renamed: the
/// compiler only says that there is no such name (CS0103, CS0246, CS1061).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenamedEventFix))]
public sealed class RenamedEventFix : CodeFixProvider
{
    private const string Handler = "On";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CS0103", "CS0246", "CS1061"];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        CancellationToken token = context.CancellationToken;
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(token).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // Other names aren't ours, and these ids are the most frequent ones while someone types.
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not SimpleNameSyntax name
                || Shape.Of(name) is not { } shape
                || await context.Document.GetSemanticModelAsync(token).ConfigureAwait(false) is not { } model
                || await NearestAsync(context.Document.Project, model, name, shape, token).ConfigureAwait(false) is not { } nearest)
            {
                continue;
            }

            SourceText text = await context.Document.GetTextAsync(token).ConfigureAwait(false);
            var edit = new FixEdit(
                $"Change '{name.Identifier.ValueText}' to '{nearest}'",
                new FileEdit(context.Document, model.SyntaxTree, text, new TextChange(name.Identifier.Span, nearest)));
            context.RegisterCodeFix(edit.ToAction(context.Document.Project.Solution, nameof(RenamedEventFix)), diagnostic);
        }
    }

    private static async Task<string?> NearestAsync(
        Project project, SemanticModel model, SimpleNameSyntax name, Shape shape, CancellationToken cancellationToken)
    {
        string[] known = [.. shape.Known(model, name, cancellationToken).Distinct(StringComparer.Ordinal)];
        if (known.Length == 0)
        {
            return null;
        }

        // The contract file still says which record declared the event.
        string old = shape.EventOf(name.Identifier.ValueText);
        if (await Trial.OfAsync(project, cancellationToken).ConfigureAwait(false) is { } trial)
        {
            foreach (AnalyzedEvent @event in await trial.EventsAsync().ConfigureAwait(false))
            {
                string renamed = shape.Write(@event.Place.Name);
                if (known.Contains(renamed)
                    && await trial.FormerRecordOfAsync(@event).ConfigureAwait(false) is { } former
                    && former.Split('.', '+').Last() == old)
                {
                    return renamed;
                }
            }
        }

        return NearestText.Meant(name.Identifier.ValueText, known);
    }

    /// <summary>How a name that is derived from an event's is written.</summary>
    /// <param name="Prefix">What is before the event's name.</param>
    /// <param name="Suffix">What is after it.</param>
    private sealed record Shape(string Prefix, string Suffix)
    {
        private static readonly Shape[] All = [new(Handler, ""), new("I", "Producer")];

        public static Shape? Of(SimpleNameSyntax name)
        {
            bool isMember = name.Parent is MemberAccessExpressionSyntax access && access.Name == name;
            return All.FirstOrDefault(shape => shape.Matches(name.Identifier.ValueText) && isMember == (shape.Prefix == Handler));
        }

        public string Write(string eventName) => Prefix + eventName + Suffix;

        public string EventOf(string name) => name.Substring(Prefix.Length, name.Length - Prefix.Length - Suffix.Length);

        public IEnumerable<string> Known(SemanticModel model, SimpleNameSyntax name, CancellationToken cancellationToken)
        {
            IEnumerable<ISymbol> found = name.Parent is MemberAccessExpressionSyntax access
                ? model.GetTypeInfo(access.Expression, cancellationToken).Type is { } receiver
                    ? model.LookupSymbols(name.SpanStart, receiver, includeReducedExtensionMethods: true)
                    : []
                : model.LookupNamespacesAndTypes(name.SpanStart);
            return found
                .Where(symbol => symbol is IMethodSymbol { IsExtensionMethod: true } or INamedTypeSymbol { TypeKind: TypeKind.Interface })
                .Select(symbol => symbol.Name)
                .Where(Matches);
        }

        private bool Matches(string name) =>
            name.Length > Prefix.Length + Suffix.Length
            && name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.EndsWith(Suffix, StringComparison.Ordinal)
            && char.IsUpper(name[Prefix.Length]);
    }
}
