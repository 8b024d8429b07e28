using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Analyzers;

/// <summary>The contribution of one file, from its syntax only, kept for as long as the tree lives.</summary>
/// <param name="Events">The metadata names of types whose attributes look like an event's.</param>
/// <param name="Surface">
/// A hash of what names in other files can mean because of this one: global usings, types with their bases, constants and enum members.
/// The file's own usings count where one of these depends on them. While the sum over all files stays the same, an edit changes the
/// reading of those events only that reach the edited file.
/// </param>
/// <param name="Conditional">The parts of its records and enums that only some builds have.</param>
sealed record TreeSummary(IReadOnlyList<string> Events, long Surface, IReadOnlyList<ConditionalPart> Conditional)
{
    public static TreeSummary Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var surface = new StringBuilder();
        var events = new List<string>();
        SyntaxNode root = tree.GetRoot(cancellationToken);
        Visit(root, "", "", surface, events);
        bool dependsOnUsings = root.DescendantNodes(node => node is not (BlockSyntax or ParameterListSyntax)).Any(DependsOnUsings);
        foreach (SyntaxNode import in root.DescendantNodes(HoldsUsings).Where(node => IsImport(node, dependsOnUsings)))
        {
            surface.Append(import);
        }

        return new TreeSummary(events, Hash(surface), ConditionalParts.Of(tree, cancellationToken));
    }

    private static bool HoldsUsings(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax;

    private static bool IsImport(SyntaxNode node, bool dependsOnUsings) => node is UsingDirectiveSyntax import
        ? dependsOnUsings || !import.GlobalKeyword.IsKind(SyntaxKind.None)
        : dependsOnUsings && node is ExternAliasDirectiveSyntax;

    // A record with a base that matters is one that an event reaches, so that its file is read again.
    private static bool DependsOnUsings(SyntaxNode node) => node switch
    {
        RecordDeclarationSyntax => false,
        TypeDeclarationSyntax type => type.BaseList is not null,
        EnumMemberDeclarationSyntax member => member.EqualsValue?.Value is not (null or LiteralExpressionSyntax),
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword)
            && field.Declaration.Variables.Any(one => one.Initializer?.Value is not LiteralExpressionSyntax),
        _ => false,
    };

    /// <summary>The name of a namespace.</summary>
    public static string NameOf(BaseNamespaceDeclarationSyntax @namespace) =>
        @namespace.Name.ToString().Replace(" ", "").Replace("@", "");

    /// <summary>The name of a type as the metadata have it, without what is around it.</summary>
    public static string NameOf(BaseTypeDeclarationSyntax type) =>
        type is TypeDeclarationSyntax { Arity: > 0 } generic ? $"{type.Identifier.ValueText}`{generic.Arity}" : type.Identifier.ValueText;

    /// <summary>A name in a namespace.</summary>
    public static string Join(string @namespace, string name) => @namespace.Length == 0 ? name : $"{@namespace}.{name}";

    private static void Visit(SyntaxNode node, string @namespace, string outer, StringBuilder surface, List<string> events)
    {
        foreach (SyntaxNode child in node.ChildNodes())
        {
            switch (child)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    string name = NameOf(inner);
                    if (name == WellKnownNames.GeneratedNamespace)
                    {
                        // Generated code follows from the declarations, which don't name it.
                        break;
                    }

                    surface.Append("namespace ").Append(name).Append('{');
                    Visit(inner, Join(@namespace, name), outer, surface, events);
                    surface.Append('}');
                    break;
                case TypeDeclarationSyntax type:
                    string typeName = outer + NameOf(type);
                    surface.Append(typeName).Append(type.BaseList).Append('{');
                    if (type.AttributeLists.Any(list => list.Attributes.Any(attribute => LooksLikeEvent(attribute.Name))))
                    {
                        events.Add(Join(@namespace, typeName));
                    }

                    Visit(type, @namespace, typeName + "+", surface, events);
                    surface.Append('}');
                    break;
                case EnumDeclarationSyntax or DelegateDeclarationSyntax:
                    surface.Append(child);
                    break;
                case FieldDeclarationSyntax field when field.Modifiers.Any(SyntaxKind.ConstKeyword):
                    surface.Append(field);
                    break;
                default:
                    break;
            }
        }
    }

    // FNV-1a.
    private static long Hash(StringBuilder text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text.ToString())
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }

        return unchecked((long)hash);
    }

    private static bool LooksLikeEvent(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => LooksLikeEvent(qualified.Right),
        AliasQualifiedNameSyntax alias => LooksLikeEvent(alias.Name),
        SimpleNameSyntax simple => WellKnownNames.IsEventAttribute(simple.Identifier.ValueText),
        _ => false,
    };
}
