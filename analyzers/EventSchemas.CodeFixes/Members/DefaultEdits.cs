using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Edits that give a member or an enum a default.</summary>
static class DefaultEdits
{
    /// <summary>Gives a member the default of its type, or the value of its initializer (EVS1009, EVS3002).</summary>
    public static MemberEditor GiveDefault { get; } = MemberEditor.Of(
        "GiveDefault", [RuleIds.MemberAddedWithoutDefault, RuleIds.InitializerIsNotDefault], GiveDefaultEdit);

    /// <summary>Gives an enum a default symbol, which readers use for removed symbols (EVS3013).</summary>
    public static MemberEditor AddDefaultSymbol { get; } = new("AddDefaultSymbol", [RuleIds.SymbolRemoved], AddDefaultSymbolAsync);

    private static FixEdit? GiveDefaultEdit(EditedMember member)
    {
        if (member.Type is not { } type || MemberEdits.HasAttribute(member.Member, "AvroDefault"))
        {
            return null;
        }

        if (member.Member is ParameterSyntax parameter
            && MemberEdits.CanHaveDefault(parameter)
            && TypeDefaults.ConstantOf(type) is { } constant)
        {
            var change = new TextChange(new TextSpan(parameter.Span.End, 0), $" = {constant}");
            return member.Edit($"Give '{member.Name}' the default {constant}", change);
        }

        // A constant initializer is the value that the author wants for a missing one.
        return member.Member is PropertyDeclarationSyntax { Initializer.Value: LiteralExpressionSyntax initial }
            ? member.WithAttribute($"Give '{member.Name}' the default {initial} in the schema", "AvroDefault", $"({initial})")
            : member.WithAttribute($"Give '{member.Name}' the default of its type with [AvroDefault]", "AvroDefault");
    }

    private static async Task<FixEdit?> AddDefaultSymbolAsync(EditedMember member, CancellationToken cancellationToken)
    {
        SyntaxNode? declared = member.Member is EnumDeclarationSyntax
            ? member.Member
            : EnumWithin(member.Type)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        if (declared is not EnumDeclarationSyntax { Members.Count: > 0 } declaration
            || member.Document.Project.GetDocument(declaration.SyntaxTree) is not { } document
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        EnumMemberDeclarationSyntax first = declaration.Members[0];
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var @enum = new EditedMember(document, model, text, first, member.Diagnostic, member.Trial);
        return @enum.WithAttribute(
            $"Read unknown symbols of '{declaration.Identifier.ValueText}' as {first.Identifier.ValueText}", "AvroDefaultSymbol");
    }

    private static INamedTypeSymbol? EnumWithin(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum => @enum,
        INamedTypeSymbol named => named.TypeArguments.Select(EnumWithin).FirstOrDefault(found => found is not null),
        IArrayTypeSymbol array => EnumWithin(array.ElementType),
        _ => null,
    };
}

/// <summary>The defaults that C# types suggest, as they are written after a parameter.</summary>
static class TypeDefaults
{
    /// <summary>The constant; null where only <c>[AvroDefault]</c> can express it.</summary>
    public static string? ConstantOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "false",
        SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Single or SpecialType.System_Double => "0",
        SpecialType.System_String => "\"\"",
        _ => null,
    };
}
