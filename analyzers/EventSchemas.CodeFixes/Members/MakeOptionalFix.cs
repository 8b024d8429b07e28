using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Makes a member optional where that is how it was, or how a new one breaks nobody (EVS3002, EVS3009).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeOptionalFix))]
public sealed class MakeOptionalFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MemberAddedWithoutDefault, RuleIds.MadeRequired];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AllButRenamed.Instance;

    private protected override Task<IReadOnlyList<(string Title, IReadOnlyList<TextChange> Changes)>> EditsAsync(MemberFixContext context, CancellationToken cancellationToken)
    {
        if (MemberEdits.TypeOf(context.Member) is not { } type || type is NullableTypeSyntax)
        {
            return None;
        }

        var changes = new List<TextChange> { new(new TextSpan(type.Span.End, 0), "?") };
        if (context.Member is ParameterSyntax parameter && MemberEdits.CanHaveDefault(parameter))
        {
            changes.Add(new TextChange(new TextSpan(parameter.Span.End, 0), " = null"));
        }

        return Edits(("Make it optional", changes));
    }
}
