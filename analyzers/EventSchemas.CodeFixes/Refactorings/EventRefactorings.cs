using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;

namespace EventSchemas.CodeFixes;

/// <summary>
/// What can be done with a declaration that has nothing wrong with it: make a record an event, give an event a handler or an optional
/// member, mark a member as personal data, and mark the default symbol of an enum.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(EventRefactorings))]
public sealed class EventRefactorings : CodeRefactoringProvider
{
    private static readonly Func<RefactoringPlace, CancellationToken, FixEdit?>[] Edits =
    [
        MakeEvent.OpenEdxAt,
        MakeEvent.AvroAt,
        CreateHandler.At,
        MemberRefactorings.AddMemberAt,
        MemberRefactorings.MarkPersonalDataAt,
        MemberRefactorings.MarkDefaultSymbolAt,
    ];

    // A light bulb opens often, and most edits leave most events as they were.
    private readonly EventCache _events = new(EventStages.Default);

    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        CancellationToken token = context.CancellationToken;
        if (await RefactoringPlace.OfAsync(context.Document, context.Span, _events, token).ConfigureAwait(false) is not { } place)
        {
            return;
        }

        Solution solution = context.Document.Project.Solution;
        foreach (FixEdit edit in Edits.Select(edit => edit(place, token)).OfType<FixEdit>())
        {
            context.RegisterRefactoring(CodeAction.Create(
                edit.Title,
                cancellation => edit.Flag is { } flag
                    ? AppSettingsEdit.DeclareAsync(edit.ApplyTo(solution), context.Document.Project.Id, [flag], cancellation)
                    : Task.FromResult(edit.ApplyTo(solution)),
                equivalenceKey: edit.Title));
        }
    }
}
