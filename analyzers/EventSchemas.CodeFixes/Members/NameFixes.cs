using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Keeps the name that a member or type had on the wire, whatever its name in C# is now (EVS3002, EVS3004, EVS3005, EVS3101).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PinNameFix))]
public sealed class PinNameFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.MemberAddedWithoutDefault, RuleIds.RecordRenamed, RuleIds.MemberRenamed, RuleIds.MemberLooksRenamed];

    private protected override Task<MemberEdit?> EditAsync(MemberFixContext context, CancellationToken cancellationToken) =>
        Task.FromResult(EditOf(context));

    private static MemberEdit? EditOf(MemberFixContext context) =>
        context.Property(ContractProperties.OldName) is { } name && !MemberEdits.HasAttribute(context.Member, "AvroName")
            ? context.WithAttribute($"Keep the name '{name}' on the wire", $"AvroName({MemberEdits.Literal(name)})")
            : null;
}

/// <summary>
/// Adds the name that a renamed member or type had before, so that what was written under it can be read (EVS3002, EVS3004, EVS3101). The
/// services on the other side don't know the alias, so each one is a separate decision.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddAliasFix))]
public sealed class AddAliasFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.MemberAddedWithoutDefault, RuleIds.RecordRenamed, RuleIds.MemberLooksRenamed];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override Task<MemberEdit?> EditAsync(MemberFixContext context, CancellationToken cancellationToken) =>
        Task.FromResult(EditOf(context));

    private static MemberEdit? EditOf(MemberFixContext context) =>
        context.Property(ContractProperties.OldName) is { } name
            ? context.WithAttribute($"Read what was written under the name '{name}'", $"AvroAlias({MemberEdits.Literal(name)})")
            : null;
}
