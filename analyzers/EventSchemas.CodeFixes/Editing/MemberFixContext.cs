using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>What a fix of a member works from.</summary>
/// <param name="Document">The file.</param>
/// <param name="Text">Its text.</param>
/// <param name="Member">The parameter, property or type.</param>
/// <param name="Diagnostic">What is to be removed.</param>
sealed record MemberFixContext(Document Document, SourceText Text, SyntaxNode Member, Diagnostic Diagnostic)
{
    /// <summary>Something that the diagnostic carries; null where it doesn't.</summary>
    public string? Property(string name) => Diagnostic.Properties.TryGetValue(name, out string? value) ? value : null;

    /// <summary>The symbol of the member's type; null where it can't be told.</summary>
    public async Task<ITypeSymbol?> TypeAsync(CancellationToken cancellationToken)
    {
        SemanticModel? model = await Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return MemberEdits.TypeOf(Member) is { } type ? model?.GetTypeInfo(type, cancellationToken).Type : null;
    }
}
