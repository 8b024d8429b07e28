using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.TestKit;

/// <summary>An additional file of a project that exists only in memory.</summary>
public sealed class InMemoryFile(string path, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    /// <inheritdoc/>
    public override string Path { get; } = path;

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
