using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Fixes in the contract file itself, where an editor offers them: deletes the files of an event that nobody declares (EVS2004) and a
/// second contract (EVS2007), and puts a shipped schema back that the project still has elsewhere (EVS2005).
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(ContractFileFix),
    DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)],
    DocumentExtensions = [ContractPath.SchemaExtension])]
public sealed class ContractFileFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.ContractOrphaned, RuleIds.ShippedVersionEdited, RuleIds.ContractDuplicate];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        TextDocument file = context.TextDocument;
        if (file.FilePath is not { } name || ContractPath.Of(name, contractFolder: null) is not { IsSchema: true } path)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            CodeAction? action = diagnostic.Id switch
            {
                RuleIds.ContractOrphaned => Delete(
                    file.Project,
                    $"Delete the contract files of '{path.EventType}', which nobody reads or writes",
                    Files(file, path.EventType)),
                RuleIds.ContractDuplicate => Delete(
                    file.Project, "Delete this second contract", [file, .. Find(file.Project, ContractPath.Beside(name))]),
                _ => await RestoreAsync(file, path, context.CancellationToken).ConfigureAwait(false),
            };
            if (action is not null)
            {
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    private static CodeAction Delete(Project project, string title, IEnumerable<TextDocument> files) => CodeAction.Create(
        title,
        _ => Task.FromResult(project.Solution.RemoveAdditionalDocuments([.. files.Select(file => file.Id)])),
        nameof(ContractFileFix),
        CodeActionPriority.Low);

    // The accepted contract and the shipped versions, which for a mirror are its owner's.
    private static IEnumerable<TextDocument> Files(TextDocument file, string eventType) => file.Project.AdditionalDocuments
        .Where(one => one.FilePath is { } path && ContractPath.Of(path, contractFolder: null)?.EventType == eventType);

    private static IEnumerable<TextDocument> Find(Project project, string path) =>
        project.AdditionalDocuments.Where(one => one.FilePath == path);

    // What was shipped is known by its hash. It is often the accepted contract still, or another version.
    private static async Task<CodeAction?> RestoreAsync(TextDocument file, ContractPath path, CancellationToken cancellationToken)
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
                        nameof(ContractFileFix));
            }
        }

        return null;

        async Task<string> TextAsync(TextDocument document) =>
            (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();
    }
}
