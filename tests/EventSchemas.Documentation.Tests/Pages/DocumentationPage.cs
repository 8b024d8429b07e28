namespace EventSchemas.Documentation.Tests;

/// <summary>A page of the documentation.</summary>
/// <param name="Path">Its path in the repository, with slashes.</param>
/// <param name="Text">Its text.</param>
sealed record DocumentationPage(string Path, string Text)
{
    /// <summary>The README and everything in <c>docs</c>.</summary>
    public static IReadOnlyList<DocumentationPage> All { get; } =
    [
        .. Directory.GetFiles(System.IO.Path.Combine(RepositoryRoot.Path, "docs"), "*.md", SearchOption.AllDirectories)
            .Prepend(System.IO.Path.Combine(RepositoryRoot.Path, "README.md"))
            .Select(file => new DocumentationPage(
                System.IO.Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'),
                File.ReadAllText(file).ReplaceLineEndings("\n")))
            .OrderBy(page => page.Path, StringComparer.Ordinal),
    ];

    /// <summary>Its blocks of code, in order.</summary>
    public IReadOnlyList<CodeBlock> Blocks { get; } = [.. CodeBlock.Read(Path, Text)];

    /// <summary>A page.</summary>
    /// <param name="path">Its path in the repository.</param>
    public static DocumentationPage Of(string path) => All.Single(page => page.Path == path);

    /// <inheritdoc/>
    public override string ToString() => Path;
}
