using System.Collections.Immutable;
using System.Globalization;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Fixes in the contract file itself, where an editor offers them: deletes the files of an event that nobody declares (EVS2004), or retires
/// it where it was shipped (EVS2009); deletes a second contract, or accepts it in place of the first (EVS2007); and puts a shipped schema
/// back that the project still has elsewhere (EVS2005).
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(ContractFileFix),
    DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)],
    DocumentExtensions = [ContractPath.SchemaExtension])]
public sealed class ContractFileFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ContractFileEdit.Rules;

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) =>
        ContractFileEdit.RegisterAsync(context, _ => context.TextDocument, nameof(ContractFileFix));
}

/// <summary>The same fixes at the event's record, or at the nearest declaration of an event that is gone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContractFileOfEventFix))]
public sealed class ContractFileOfEventFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ContractFileEdit.Rules;

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => ContractFileEdit.RegisterAsync(
        context,
        diagnostic => diagnostic.AdditionalLocations.Count > 0
            ? ContractEdit.Find(context.Document.Project, diagnostic.AdditionalLocations[0].GetLineSpan().Path)
            : null,
        nameof(ContractFileOfEventFix));
}

/// <summary>What can be done about a contract file that is one too many, isn't what was shipped, or has no event any more.</summary>
static class ContractFileEdit
{
    /// <summary>The rules about such files.</summary>
    public static ImmutableArray<string> Rules { get; } =
        [RuleIds.ContractOrphaned, RuleIds.ShippedVersionEdited, RuleIds.ContractDuplicate, RuleIds.EventMissing];

    /// <summary>Registers the fixes of each diagnostic.</summary>
    /// <param name="context">The context of the fix.</param>
    /// <param name="fileOf">The contract file that a diagnostic is about; null where the project doesn't have it.</param>
    /// <param name="key">The key of the actions.</param>
    public static async Task RegisterAsync(CodeFixContext context, Func<Diagnostic, TextDocument?> fileOf, string key)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (fileOf(diagnostic) is not { FilePath: { } name } file
                || ContractPath.Of(name, contractFolder: null) is not { IsSchema: true } path)
            {
                continue;
            }

            IEnumerable<CodeAction?> actions = diagnostic.Id switch
            {
                RuleIds.ContractOrphaned =>
                [
                    Delete(
                        file.Project,
                        $"Delete the contract files of '{path.EventType}', which nobody reads or writes",
                        Files(file, path.EventType),
                        key),
                ],
                RuleIds.EventMissing => [Retire(file, path.EventType, key)],
                RuleIds.ContractDuplicate =>
                    await OfSecondAsync(file, path.EventType, diagnostic.Location.IsInSource, key, context.CancellationToken)
                        .ConfigureAwait(false),
                _ => [await RestoreAsync(file, path, key, context.CancellationToken).ConfigureAwait(false)],
            };
            foreach (CodeAction action in actions.OfType<CodeAction>())
            {
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    private static CodeAction Delete(Project project, string title, IEnumerable<TextDocument> files, string key) => CodeAction.Create(
        title,
        _ => Task.FromResult(project.Solution.RemoveAdditionalDocuments([.. files.Select(file => file.Id)])),
        key,
        CodeActionPriority.Low);

    // The second is deleted, and where it says something else, it can be accepted in place of the first.
    private static async Task<IEnumerable<CodeAction?>> OfSecondAsync(
        TextDocument second, string eventType, bool isInSource, string key, CancellationToken cancellationToken)
    {
        string name = second.FilePath!;
        TextDocument[] seconds = [second, .. Find(second.Project, ContractPath.Beside(name))];
        CodeAction delete = Delete(
            second.Project, isInSource ? $"Delete the second contract {name}" : "Delete this second contract", seconds, key);
        if (Files(second, eventType).FirstOrDefault(one => one.Id != second.Id && IsAccepted(one)) is not { FilePath: { } path } first)
        {
            return [delete];
        }

        Solution solution = second.Project.Solution;
        bool differs = false;
        foreach (TextDocument from in seconds)
        {
            TextDocument? to = from == second ? first : Find(second.Project, ContractPath.Beside(path)).FirstOrDefault();
            if (to is not null)
            {
                SourceText text = await from.GetTextAsync(cancellationToken).ConfigureAwait(false);
                differs |= !text.ContentEquals(await to.GetTextAsync(cancellationToken).ConfigureAwait(false));
                solution = solution.WithAdditionalDocumentText(to.Id, text);
            }
        }

        string title = $"Accept {(isInSource ? $"the second contract {name}" : "this second contract")} instead, into {path}";
        return !differs
            ? [delete]
            :
            [
                delete,
                CodeAction.Create(
                    title,
                    _ => Task.FromResult(solution.RemoveAdditionalDocuments([.. seconds.Select(file => file.Id)])),
                    key + "Accept",
                    CodeActionPriority.Low),
            ];
    }

    private static bool IsAccepted(TextDocument file) =>
        ContractPath.Of(file.FilePath!, contractFolder: null) is { IsSchema: true, Number: null };

    // Why nobody needs the event any more must be written by the user, and EVS3201 requires it.
    private static CodeAction? Retire(TextDocument file, string eventType, string key)
    {
        Project project = file.Project;
        TextDocument[] files = [.. Files(file, eventType)];
        if (!project.Solution.Workspace.CanApplyChange(ApplyChangesKind.AddAdditionalDocument)
            || Array.Find(files, one => ContractPath.Of(one.FilePath!, contractFolder: null)?.Number is not null) is not { } shipped)
        {
            return null;
        }

        string day = EventSettings.TodayOf(project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions)
            .ToString(Dates.Format, CultureInfo.InvariantCulture);
        TextDocument[] accepted =
            [.. files.Where(one => ContractPath.Of(one.FilePath!, contractFolder: null) is { Number: null, IsRetirement: false })];
        return CodeAction.Create(
            $"Retire '{eventType}' for good, with a reason in {ContractPath.RetirementFile}",
            async token =>
            {
                SourceText old = await shipped.GetTextAsync(token).ConfigureAwait(false);
                string text = new Retirement(eventType, Reason: "", day).ToText().Replace("\n", MemberEdits.LineEnding(old));
                return project.Solution
                    .AddAdditionalDocument(
                        DocumentId.CreateNewId(project.Id),
                        ContractPath.RetirementFile,
                        SourceText.From(text, old.Encoding, old.ChecksumAlgorithm),
                        shipped.Folders,
                        Path.Combine(Path.GetDirectoryName(shipped.FilePath!)!, ContractPath.RetirementFile))
                    .RemoveAdditionalDocuments([.. accepted.Select(one => one.Id)]);
            },
            key,
            CodeActionPriority.Lowest);
    }

    // The accepted contract and the shipped versions, which for a mirror are its owner's.
    private static IEnumerable<TextDocument> Files(TextDocument file, string eventType) => file.Project.AdditionalDocuments
        .Where(one => one.FilePath is { } path && ContractPath.Of(path, contractFolder: null)?.EventType == eventType);

    private static IEnumerable<TextDocument> Find(Project project, string path) =>
        project.AdditionalDocuments.Where(one => one.FilePath == path);

    // What was shipped is known by its hash. It is often the accepted contract still, or another version.
    private static async Task<CodeAction?> RestoreAsync(
        TextDocument file, ContractPath path, string key, CancellationToken cancellationToken)
    {
        if (path.Number is null
            || Find(file.Project, ContractPath.Beside(file.FilePath!)).FirstOrDefault() is not { } beside
            || ContractFile.Parse(await TextAsync(beside).ConfigureAwait(false)).Value is not { } shipped)
        {
            return null;
        }

        foreach (TextDocument other in Files(file, path.EventType).Where(one => one.Id != file.Id))
        {
            bool isSchema = other.FilePath!.EndsWith(ContractPath.SchemaExtension, StringComparison.Ordinal);
            if (isSchema
                && ParsedText<AvroSchema>.Of(await TextAsync(other).ConfigureAwait(false), AvroSchema.Parse).Value is { } schema
                && ContractFile.HashOf(schema) == shipped.Sha256)
            {
                SourceText old = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
                string text = schema.ToJson().Replace("\n", MemberEdits.LineEnding(old));
                return old.ToString() == text
                    ? null
                    : CodeAction.Create(
                        $"Put back what was shipped, as {Path.GetFileName(other.FilePath)} still has it",
                        _ => Task.FromResult(file.Project.Solution.WithAdditionalDocumentText(
                            file.Id, SourceText.From(text, old.Encoding, old.ChecksumAlgorithm))),
                        key);
            }
        }

        return null;

        async Task<string> TextAsync(TextDocument document) =>
            (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();
    }
}
