using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>An edit of source files that a fix offers.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Files">What it changes.</param>
sealed record FixEdit(string Title, params IReadOnlyList<FileEdit> Files)
{
    /// <summary>The files that it adds.</summary>
    public IReadOnlyList<NewFile> Added { get; init; } = [];

    /// <summary>What may stop other files from compiling; null where the edit concerns its own files alone.</summary>
    public EditConcern? Concerns { get; init; }

    /// <summary>The feature flag that it declares in the project's configuration file; null where it needs none.</summary>
    public string? Flag { get; init; }

    /// <summary>The action that offers the edit, for edits that declare no flag.</summary>
    public CodeAction ToAction(Solution solution, string key, CodeActionPriority priority = CodeActionPriority.Default) =>
        CodeAction.Create(Title, _ => Task.FromResult(ApplyTo(solution)), key, priority);

    /// <summary>The solution after the edit, without the flag.</summary>
    public Solution ApplyTo(Solution solution)
    {
        foreach (FileEdit file in Files)
        {
            solution = solution.WithDocumentText(file.Document.Id, file.NewText);
        }

        foreach (NewFile added in Added)
        {
            solution = solution.AddDocument(
                DocumentId.CreateNewId(added.Beside.Project.Id),
                added.Name,
                SourceText.From(added.Text),
                added.Beside.Folders,
                filePath: added.Path);
        }

        return solution;
    }

    /// <summary>A compilation after the edit, with the trees that it changed or added.</summary>
    public (Compilation Compilation, IReadOnlyList<SyntaxTree> Trees) ApplyTo(Compilation compilation)
    {
        var trees = new List<SyntaxTree>();
        foreach (FileEdit file in Files)
        {
            SyntaxTree changed = file.Tree.WithChangedText(file.NewText);
            compilation = compilation.ReplaceSyntaxTree(file.Tree, changed);
            trees.Add(changed);
        }

        foreach (NewFile added in Added)
        {
            SyntaxTree tree = CSharpSyntaxTree.ParseText(added.Text, (CSharpParseOptions?)Files[0].Tree.Options, added.Path);
            compilation = compilation.AddSyntaxTrees(tree);
            trees.Add(tree);
        }

        return (compilation, trees);
    }
}

/// <summary>The changes of a file.</summary>
/// <param name="Document">The file.</param>
/// <param name="Tree">Its tree.</param>
/// <param name="Text">Its text before the edit.</param>
/// <param name="Changes">The changes, in any order.</param>
sealed record FileEdit(Document Document, SyntaxTree Tree, SourceText Text, params IEnumerable<TextChange> Changes)
{
    /// <summary>Its text after the edit.</summary>
    public SourceText NewText => Text.WithChanges(Changes.OrderBy(change => change.Span.Start));
}

/// <summary>A file that an edit adds.</summary>
/// <param name="Beside">The file beside which it is placed.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its text.</param>
sealed record NewFile(Document Beside, string Name, string Text)
{
    /// <summary>Its path.</summary>
    public string Path =>
        System.IO.Path.GetDirectoryName(Beside.FilePath) is { Length: > 0 } folder ? System.IO.Path.Combine(folder, Name) : Name;
}
