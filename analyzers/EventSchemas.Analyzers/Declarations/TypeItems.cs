using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers;

/// <summary>What a contract depends on in one declaration of a record or an enum, from its syntax alone.</summary>
/// <param name="What">What it is, for a message.</param>
/// <param name="Text">What it says: two items with the same text are the same.</param>
/// <param name="Span">The tokens that say it.</param>
/// <param name="Place">Where to report it.</param>
/// <param name="Member">The item of the member that it belongs to; null for a member, and for what belongs to the type.</param>
sealed record TypeItem(string What, string Text, TextSpan Span, TextSpan Place, string? Member = null);

/// <summary>Lists the items of a type's declaration.</summary>
static class TypeItems
{
    private const string Suffix = "Attribute";

    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        WellKnownNames.OpenEdxEventAttribute,
        WellKnownNames.AvroEventAttribute,
        WellKnownNames.AvroNameAttribute,
        WellKnownNames.AvroAliasAttribute,
        WellKnownNames.AvroDefaultAttribute,
        WellKnownNames.WhenMissingAttribute,
        WellKnownNames.AvroDecimalAttribute,
        WellKnownNames.AvroFixedAttribute,
        WellKnownNames.AvroLogicalTypeAttribute,
        WellKnownNames.AvroUnionAttribute,
        WellKnownNames.AvroConverterAttribute,
        WellKnownNames.AvroDefaultSymbolAttribute,
        WellKnownNames.TextFormAttribute,
        WellKnownNames.PersonalDataAttribute,
        WellKnownNames.JustifiedBreakAttribute,
    };

    public static IEnumerable<TypeItem> Of(BaseTypeDeclarationSyntax type)
    {
        IEnumerable<TypeItem> own = OfAttributes(type.AttributeLists, member: null);
        return type switch
        {
            EnumDeclarationSyntax @enum => own.Concat(@enum.Members.SelectMany(OfSymbol)),
            TypeDeclarationSyntax record => own.Concat(OfBase(record)).Concat(OfMembers(record)),
            _ => own,
        };
    }

    private static IEnumerable<TypeItem> OfMembers(TypeDeclarationSyntax type)
    {
        IEnumerable<ParameterSyntax> positional = type is RecordDeclarationSyntax { ParameterList: { } list } ? list.Parameters : [];
        ParameterSyntax[] others =
            [.. type.Members.OfType<ConstructorDeclarationSyntax>().SelectMany(constructor => constructor.ParameterList.Parameters)];
        IEnumerable<PropertyDeclarationSyntax> properties = type.Members.OfType<PropertyDeclarationSyntax>()
            .Where(property => IsMember(property, others));
        return positional.SelectMany(OfParameter)
            .Concat(properties.SelectMany(OfProperty))
            .Concat(others.SelectMany(parameter => OfParts(parameter, Quoted(parameter.Identifier))));
    }

    // Numbers of symbols don't travel.
    private static IEnumerable<TypeItem> OfSymbol(EnumMemberDeclarationSyntax symbol)
    {
        string name = Quoted(symbol.Identifier);
        return [new TypeItem(name, name, symbol.Identifier.Span, symbol.Identifier.Span), .. OfAttributes(symbol.AttributeLists, name)];
    }

    private static IEnumerable<TypeItem> OfParameter(ParameterSyntax parameter) => parameter.Type is { } type
        ? [Member(type, parameter.Identifier), .. OfParts(parameter, Quoted(parameter.Identifier))]
        : [];

    private static IEnumerable<TypeItem> OfParts(ParameterSyntax parameter, string member)
    {
        foreach (TypeItem attribute in OfAttributes(parameter.AttributeLists, member))
        {
            yield return attribute;
        }

        if (parameter.Default is { } value)
        {
            yield return new TypeItem(
                $"The default of {member}", $"{member}{TextOf(value)}", value.Span, parameter.Identifier.Span, member);
        }
    }

    private static IEnumerable<TypeItem> OfProperty(PropertyDeclarationSyntax property) =>
        [Member(property.Type, property.Identifier), .. OfAttributes(property.AttributeLists, Quoted(property.Identifier))];

    private static TypeItem Member(TypeSyntax type, SyntaxToken name) =>
        new(Quoted(name), $"{TextOf(type)} {name.ValueText}", TextSpan.FromBounds(type.SpanStart, name.Span.End), name.Span);

    // Of what follows the colon only a record has members; syntax knows interfaces by their names alone.
    private static IEnumerable<TypeItem> OfBase(TypeDeclarationSyntax type) =>
        type.BaseList?.Types.FirstOrDefault() is { } first && !IsInterface(first)
            ? [new TypeItem($"The base type {TextOf(first.Type)}", ": " + TextOf(first.Type), first.Span, first.Type.Span)]
            : [];

    private static bool IsInterface(BaseTypeSyntax type)
    {
        string name = NameOf(type.Type);
        return type is SimpleBaseTypeSyntax && name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]);
    }

    private static IEnumerable<TypeItem> OfAttributes(SyntaxList<AttributeListSyntax> lists, string? member)
    {
        foreach (AttributeSyntax attribute in lists.SelectMany(list => list.Attributes))
        {
            string name = NameOf(attribute.Name);
            name = name.EndsWith(Suffix, StringComparison.Ordinal) ? name : name + Suffix;
            if (Attributes.Contains(name))
            {
                string shown = $"[{name.Substring(0, name.Length - Suffix.Length)}]";
                yield return new TypeItem(
                    member is null ? shown : $"{shown} of {member}",
                    $"{member}{shown}{attribute.ArgumentList?.Arguments.Select(TextOf).Aggregate("", (all, one) => $"{all},{one}")}",
                    attribute.Span,
                    attribute.Span,
                    member);
            }
        }
    }

    private static bool IsMember(PropertyDeclarationSyntax property, ParameterSyntax[] parameters) =>
        property.Modifiers.Any(SyntaxKind.PublicKeyword)
        && !property.Modifiers.Any(SyntaxKind.StaticKeyword)
        && property.AccessorList is { } accessors
        && (accessors.Accessors.Any(accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration) && accessor.Modifiers.Count == 0)
            || parameters.Any(parameter => string.Equals(
                parameter.Identifier.ValueText, property.Identifier.ValueText, StringComparison.OrdinalIgnoreCase)));

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => NameOf(qualified.Right),
        AliasQualifiedNameSyntax alias => NameOf(alias.Name),
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static string Quoted(SyntaxToken name) => $"'{name.ValueText}'";

    // Without directives and comments.
    private static string TextOf(SyntaxNode node) => string.Concat(node.DescendantTokens().Select(token => token.Text));
}
