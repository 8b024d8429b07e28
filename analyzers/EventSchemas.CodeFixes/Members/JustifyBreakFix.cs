using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Puts a line beside a break that says why nobody suffers from it (EVS30xx, EVS31xx). Its reason is for a person to write, and EVS3201 asks for it. Never offered for more than one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JustifyBreakFix))]
public sealed class JustifyBreakFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. CompatibilityRules.ById.Keys.OrderBy(id => id, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override Task<IReadOnlyList<(string Title, IReadOnlyList<TextChange> Changes)>> EditsAsync(MemberFixContext context, CancellationToken cancellationToken)
    {
        if (context.Property(ContractProperties.IsJustifiable) is null)
        {
            return None;
        }

        string member = context.Property(ContractProperties.GoneMember) is { } gone ? $", Member = {MemberEdits.Literal(gone)}" : "";
        string attribute = $"JustifiedBreak({MemberEdits.Literal(context.Diagnostic.Id)}, \"\"{member}, AgreedBy = \"\")";
        return Edits(("Justify the break with a reason", [MemberEdits.AddAttribute(context.Text, context.Member, attribute)]));
    }
}
