using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Edits of members and types as changes of the text, which leave everything around them as it was typed.</summary>
static class MemberEdits
{
    private const string DefaultStep = "    ";

    /// <summary>The parameter, property or type that a diagnostic underlines, or that contains it.</summary>
    public static SyntaxNode? Member(SyntaxNode root, TextSpan span) => root.FindNode(span)
        .FirstAncestorOrSelf<SyntaxNode>(node => node is ParameterSyntax or PropertyDeclarationSyntax or BaseTypeDeclarationSyntax);

    /// <summary>Puts an attribute before a member or type: on a line of its own where the member begins one.</summary>
    public static TextChange AddAttribute(SourceText text, SyntaxNode member, string attribute)
    {
        int start = member.GetFirstToken().SpanStart;
        bool isInline = member is ParameterSyntax || !BeginsLine(text, start);
        string separator = isInline ? " " : LineEnding(text) + Indentation(text, start);
        return new TextChange(new TextSpan(start, 0), $"[{attribute}]{separator}");
    }

    /// <summary>Removes attributes of one list, and the list with the white space after it where no attribute is left.</summary>
    public static IEnumerable<TextChange> Remove(AttributeListSyntax list, AttributeSyntax[] attributes)
    {
        if (attributes.Length == list.Attributes.Count)
        {
            SyntaxToken next = list.CloseBracketToken.GetNextToken();
            bool hasComment = list.CloseBracketToken.TrailingTrivia.Concat(next.LeadingTrivia)
                .Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
            int end = hasComment ? list.Span.End : next.SpanStart;
            return [new TextChange(TextSpan.FromBounds(list.SpanStart, end), "")];
        }

        IEnumerable<string> kept = list.Attributes.Except(attributes).Select(attribute => attribute.ToString());
        return
        [
            new TextChange(
                TextSpan.FromBounds(list.Attributes[0].SpanStart, list.Attributes[list.Attributes.Count - 1].Span.End),
                string.Join(", ", kept)),
        ];
    }

    /// <summary>Adds a parameter after the last one: on a line of its own where that one begins a line.</summary>
    public static IEnumerable<TextChange> AddParameter(SourceText text, ParameterListSyntax list, string parameter)
    {
        ParameterSyntax last = list.Parameters[list.Parameters.Count - 1];
        if (!BeginsLine(text, last.SpanStart))
        {
            return [new TextChange(new TextSpan(last.Span.End, 0), ", " + parameter)];
        }

        // A comment after the last parameter stays beside it.
        string line = LineEnding(text) + Indentation(text, last.SpanStart) + parameter;
        int close = text.Lines.GetLineFromPosition(last.Span.End).End;
        return list.CloseParenToken.SpanStart <= close
            ? [new TextChange(new TextSpan(last.Span.End, 0), "," + line)]
            : [new TextChange(new TextSpan(last.Span.End, 0), ","), new TextChange(new TextSpan(close, 0), line)];
    }

    /// <summary>A type and those around it that are not partial, the innermost first.</summary>
    public static TypeDeclarationSyntax[] NotPartial(TypeDeclarationSyntax type) =>
    [
        .. type.AncestorsAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .Where(one => !one.Modifiers.Any(SyntaxKind.PartialKeyword)),
    ];

    /// <summary>Whether a member or type has an attribute.</summary>
    public static bool HasAttribute(SyntaxNode member, string name) => AttributesOf(member).Any(attribute => NameOf(attribute) == name);

    /// <summary>The attributes of a member or type.</summary>
    public static IEnumerable<AttributeSyntax> AttributesOf(SyntaxNode member)
    {
        SyntaxList<AttributeListSyntax> lists = member switch
        {
            ParameterSyntax parameter => parameter.AttributeLists,
            MemberDeclarationSyntax declaration => declaration.AttributeLists,
            _ => default,
        };
        return lists.SelectMany(list => list.Attributes);
    }

    /// <summary>The name of an attribute, as short as it can be written.</summary>
    public static string NameOf(AttributeSyntax attribute)
    {
        const string suffix = "Attribute";
        SimpleNameSyntax? simple = attribute.Name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault();
        string name = simple?.Identifier.ValueText ?? "";
        return name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;
    }

    /// <summary>The type of a parameter or property, as it is written.</summary>
    public static TypeSyntax? TypeOf(SyntaxNode member) => member switch
    {
        ParameterSyntax parameter => parameter.Type,
        PropertyDeclarationSyntax property => property.Type,
        _ => null,
    };

    /// <summary>Whether a parameter may be given a default: it has none yet, and all after it have one.</summary>
    public static bool CanHaveDefault(ParameterSyntax parameter) =>
        parameter.Default is null
        && parameter.Parent is ParameterListSyntax list
        && list.Parameters.Skip(list.Parameters.IndexOf(parameter) + 1).All(other => other.Default is not null);

    /// <summary>A string as a C# literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The name of a member or type.</summary>
    public static string NameOf(SyntaxNode member) => member switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        _ => "",
    };

    /// <summary>The line ending of a text: that of its first line.</summary>
    public static string LineEnding(SourceText text)
    {
        TextLine first = text.Lines[0];
        return first.EndIncludingLineBreak == first.End ? "\n" : text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
    }

    /// <summary>The white space that the line of a position begins with.</summary>
    public static string Indentation(SourceText text, int position) => IndentationOf(text.Lines.GetLineFromPosition(position).ToString());

    /// <summary>One step of a text's indentation: a tab, or as many spaces as its least indented line has.</summary>
    public static string IndentationStep(SourceText text)
    {
        string[] indented =
        [
            .. text.Lines
                .Select(line => IndentationOf(line.ToString()))
                .Where(indentation => indentation.Length > 1 || indentation == "\t"),
        ];
        return indented.Length == 0 ? DefaultStep
            : indented.Any(indentation => indentation[0] == '\t') ? "\t"
            : new string(' ', Math.Min(DefaultStep.Length, indented.Min(indentation => indentation.Length)));
    }

    private static string IndentationOf(string line) => line.Substring(0, line.Length - line.TrimStart().Length);

    /// <summary>Whether nothing but white space is before a position in its line.</summary>
    public static bool BeginsLine(SourceText text, int position)
    {
        TextLine line = text.Lines.GetLineFromPosition(position);
        return string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, position)));
    }
}
