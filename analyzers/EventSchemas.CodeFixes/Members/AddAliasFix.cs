using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Says the name that a renamed member or type had before, so that what was written under it is read (EVS3002, EVS3004, EVS3101). The other side goes on without it, so each is a decision of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddAliasFix))]
public sealed class AddAliasFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MemberAddedWithoutDefault, RuleIds.RecordRenamed, RuleIds.MemberLooksRenamed];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override Task<IReadOnlyList<(string Title, IReadOnlyList<TextChange> Changes)>> EditsAsync(MemberFixContext context, CancellationToken cancellationToken) =>
        context.Property(ContractProperties.OldName) is { } name
            ? Edits(($"Read what was written under the name '{name}'", [MemberEdits.AddAttribute(context.Text, context.Member, $"AvroAlias({MemberEdits.Literal(name)})")]))
            : None;
}
