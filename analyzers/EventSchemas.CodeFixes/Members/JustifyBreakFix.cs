using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Adds the attribute that justifies a break (EVS30xx, EVS31xx). Its reason must be written by the user, and EVS3201 requires it. Never
/// offered for more than one.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JustifyBreakFix))]
public sealed class JustifyBreakFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. VersionRules.All.Select(rule => rule.Id)];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override Task<MemberEdit?> EditAsync(MemberFixContext context, CancellationToken cancellationToken)
    {
        if (context.Property(ContractProperties.IsJustifiable) is null)
        {
            return Task.FromResult<MemberEdit?>(null);
        }

        string? removed = context.Property(ContractProperties.RemovedMember);
        string member = removed is null ? "" : $", Member = {MemberEdits.Literal(removed)}";
        string attribute = $"JustifiedBreak({MemberEdits.Literal(context.Diagnostic.Id)}, \"\"{member}, AgreedBy = \"\")";
        return Task.FromResult<MemberEdit?>(context.WithAttribute("Justify the break with a reason", attribute));
    }
}
