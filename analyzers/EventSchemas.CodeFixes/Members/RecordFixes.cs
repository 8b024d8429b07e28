using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.CodeFixes;

// Roslyn asks the providers of one diagnostic in the order in which they are declared, so the one that is wanted first comes first.

/// <summary>
/// Edits of a record that leave every service able to read, and what the author wrote in place: keep the name, make it optional, give a
/// default. For a whole solution each diagnostic gets the first of them.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EditRecordFix))]
public sealed class EditRecordFix() : MemberFix(
    CodeActionPriority.Default,
    NameEdits.Keep,
    OptionalityEdits.MakeOptional,
    OptionalityEdits.KeepRequired,
    DefaultEdits.GiveDefault)
{
    private static readonly AllButRenamed All = new(NameEdits.Keep.Key);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => All;
}

/// <summary>Edits of a record that undo what the author wrote, or that others must know about. Each one is a separate decision.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RestoreRecordFix))]
public sealed class RestoreRecordFix() : MemberFix(
    CodeActionPriority.Default,
    RestoreTerms.Editor,
    RestoreMember.Editor,
    RestoreType.Alone,
    RestoreType.Beside,
    DefaultEdits.AddDefaultSymbol,
    NameEdits.AddAlias);

/// <summary>Corrects names that are nearly right. Each one is a separate decision.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectNameFix))]
public sealed class CorrectNameFix() : MemberFix(
    CodeActionPriority.Default, DidYouMean.Key, DidYouMean.Topic, DidYouMean.EventType);

/// <summary>
/// What remains where the edit is meant: a justification, or the next event type. Each one is a separate decision, and offered last.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MeantBreakFix))]
public sealed class MeantBreakFix() : MemberFix(CodeActionPriority.Lowest, JustifyEdit.Editor, StartNextVersion.Editor);
