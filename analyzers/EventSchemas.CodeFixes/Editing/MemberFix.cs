using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Edits of the member or type that a diagnostic is about, in the order in which they are offered. Each is offered only where it removes
/// the diagnostic and leaves code that compiles.
/// </summary>
/// <remarks>
/// The edits are tried when the light bulb opens, not when one is taken: a fix that doesn't help must not be offered, and only a trial
/// tells. What a trial needs of the project as it is is found once for all of them, and a light bulb that closes cancels them.
/// </remarks>
public abstract class MemberFix : CodeFixProvider
{
    private readonly CodeActionPriority _priority;
    private readonly ImmutableArray<MemberEditor> _editors;

    private protected MemberFix(CodeActionPriority priority, params ImmutableArray<MemberEditor> editors)
    {
        _priority = priority;
        _editors = editors;
        FixableDiagnosticIds = [.. editors.SelectMany(editor => editor.Rules).Distinct()];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.Document.Project;
        CancellationToken token = context.CancellationToken;
        if (await Trial.OfAsync(project, token).ConfigureAwait(false) is not { } trial)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await EditedAsync(context.Document, diagnostic, trial, token).ConfigureAwait(false) is not { } edited)
            {
                continue;
            }

            MemberEditor[] editors = [.. _editors.Where(editor => editor.Rules.Contains(diagnostic.Id))];

            // Side by side, because each is tried in a compilation of its own and somebody waits for all of them.
            FixEdit?[] edits = await Task.WhenAll(editors.Select(editor => Task.Run(() => TryAsync(editor, edited, token), token)))
                .ConfigureAwait(false);
            foreach ((MemberEditor editor, FixEdit? edit) in editors.Zip(edits, (editor, edit) => (editor, edit)))
            {
                if (edit is not null)
                {
                    context.RegisterCodeFix(edit.ToAction(project.Solution, editor.Key, _priority), diagnostic);
                }
            }
        }
    }

    private static async Task<FixEdit?> TryAsync(MemberEditor editor, EditedMember edited, CancellationToken cancellationToken) =>
        await editor.EditAsync(edited, cancellationToken).ConfigureAwait(false) is { } edit
        && await edited.Trial.RemovesAsync(edit, edited.Diagnostic).ConfigureAwait(false)
            ? edit
            : null;

    // What an enum or a union changes is edited at the member that holds it, which the diagnostic names as its last place.
    private static async Task<EditedMember?> EditedAsync(
        Document document, Diagnostic diagnostic, Trial trial, CancellationToken cancellationToken)
    {
        Location place = diagnostic.AdditionalLocations.LastOrDefault(location => location.IsInSource) ?? diagnostic.Location;
        Document? declaring = place.SourceTree is { } tree ? document.Project.GetDocument(tree) : null;
        if (declaring is null
            || await declaring.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await declaring.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || MemberEdits.Member(root, place.SourceSpan) is not { } member)
        {
            return null;
        }

        SourceText text = await declaring.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return new EditedMember(declaring, model, text, member, diagnostic, trial);
    }
}

/// <summary>One way to edit a member or type.</summary>
/// <param name="Key">The equivalence key of its actions.</param>
/// <param name="Rules">The rules whose diagnostics it can remove.</param>
/// <param name="EditAsync">The edit; null where there is none.</param>
sealed record MemberEditor(
    string Key, ImmutableArray<string> Rules, Func<EditedMember, CancellationToken, Task<FixEdit?>> EditAsync)
{
    /// <summary>An editor that doesn't read other files.</summary>
    public static MemberEditor Of(string key, ImmutableArray<string> rules, Func<EditedMember, FixEdit?> edit) =>
        new(key, rules, (member, _) => Task.FromResult(edit(member)));
}

/// <summary>The member or type that a diagnostic is about.</summary>
/// <param name="Document">The file.</param>
/// <param name="Model">What its names mean.</param>
/// <param name="Text">Its text.</param>
/// <param name="Member">The parameter, property or type.</param>
/// <param name="Diagnostic">The diagnostic to remove.</param>
/// <param name="Trial">The project, for what an edit would change.</param>
sealed record EditedMember(
    Document Document, SemanticModel Model, SourceText Text, SyntaxNode Member, Diagnostic Diagnostic, Trial Trial)
{
    /// <summary>The member's name.</summary>
    public string Name => MemberEdits.NameOf(Member);

    /// <summary>What a change of the member's type changes for other files.</summary>
    public EditConcern Concern => new(
        Member.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault()?.Identifier.ValueText ?? Name, Name);

    /// <summary>The symbol of the member's type; null where it isn't known.</summary>
    public ITypeSymbol? Type => MemberEdits.TypeOf(Member) is { } type ? Model.GetTypeInfo(type).Type : null;

    /// <summary>Something that the diagnostic carries; null where it doesn't.</summary>
    public string? Property(string name) => Diagnostic.Properties.Text(name);

    /// <summary>Writes names of types as the file's imports allow.</summary>
    public ImportedNames Names() => new(Model, Text, Member.SpanStart);

    /// <summary>An edit of the file.</summary>
    public FixEdit Edit(string title, params IEnumerable<TextChange> changes) =>
        new(title, new FileEdit(Document, Model.SyntaxTree, Text, changes));

    /// <summary>An edit that puts an attribute of EventSchemas before the member.</summary>
    /// <param name="title">The edit's title.</param>
    /// <param name="attribute">The attribute's name.</param>
    /// <param name="arguments">Its arguments with their parentheses; empty where it has none.</param>
    public FixEdit WithAttribute(string title, string attribute, string arguments = "")
    {
        ImportedNames names = Names();
        TextChange change = MemberEdits.AddAttribute(Text, Member, names.Attribute(attribute) + arguments);
        return Edit(title, [change, .. names.Imports()]);
    }
}
