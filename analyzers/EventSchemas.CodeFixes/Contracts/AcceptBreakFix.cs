using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>Accepts a break into the contract file (EVS3001 to EVS3015): for an event that nobody reads yet. Never offered for more than one event, nor for what has been shipped.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptBreakFix))]
public sealed class AcceptBreakFix() : AcceptFix("Accept into the contract file although it breaks other services")
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        RuleIds.MemberRemoved, RuleIds.MemberAddedWithoutDefault, RuleIds.MemberRetyped, RuleIds.RecordRenamed, RuleIds.MemberRenamed,
        RuleIds.MemberWidened, RuleIds.MemberNarrowed, RuleIds.MadeOptional, RuleIds.MadeRequired, RuleIds.BranchAdded,
        RuleIds.BranchRemoved, RuleIds.SymbolAdded, RuleIds.SymbolRemoved, RuleIds.FixedResized, RuleIds.MemberAmbiguous,
    ];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;
}
