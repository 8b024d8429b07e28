using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

/// <summary>Accepts a change that breaks nobody into the contract file (EVS2002), for one event or for all.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptChangeFix))]
public sealed class AcceptChangeFix() : AcceptFix("Accept the change into the contract file")
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.ContractOutOfDate];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AcceptAllChanges.Instance;
}
