using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Keeps the name that a member or type had on the wire, whatever C# calls it now (EVS3002, EVS3004, EVS3005, EVS3101).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PinNameFix))]
public sealed class PinNameFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.MemberAddedWithoutDefault, RuleIds.RecordRenamed, RuleIds.MemberRenamed, RuleIds.MemberLooksRenamed];

    private protected override Task<IReadOnlyList<(string Title, IReadOnlyList<TextChange> Changes)>> EditsAsync(MemberFixContext context, CancellationToken cancellationToken) =>
        context.Property(ContractProperties.OldName) is { } name && !MemberEdits.HasAttribute(context.Member, "AvroName")
            ? Edits(($"Keep the name '{name}' on the wire", [MemberEdits.AddAttribute(context.Text, context.Member, $"AvroName({MemberEdits.Literal(name)})")]))
            : None;
}
