using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Declarations;

/// <summary>
/// The comment that documents a declaration. It is read from its text: without <c>GenerateDocumentationFile</c> the compiler takes it for
/// an ordinary comment.
/// </summary>
sealed class DocComment
{
    private const string LineStart = "///";
    private const string BlockStart = "/**";
    private const string BlockEnd = "*/";

    // Deeper elements are left out, so that no comment can overflow the stack.
    private const int MaxDepth = 64;

    private readonly XElement _content;

    private DocComment(XElement content) => _content = content;

    /// <summary>The comment of a declaration; null where it has none, or one that isn't XML.</summary>
    public static DocComment? Of(SyntaxNode declaration)
    {
        var text = new StringBuilder();
        foreach (SyntaxTrivia trivia in declaration.GetLeadingTrivia())
        {
            if (trivia.Kind() is SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
                or SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)
            {
                Append(text, trivia.ToFullString());
            }
        }

        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            return new DocComment(XElement.Parse($"<doc>{text}</doc>", LoadOptions.PreserveWhitespace));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>What an element says, in plain words on one line; null where there is none, or it is empty.</summary>
    /// <param name="element">The element.</param>
    /// <param name="name">Its <c>name</c>; null for any.</param>
    public string? TextOf(string element, string? name = null)
    {
        XElement? found = _content.Elements(element).FirstOrDefault(one => name is null || (string?)one.Attribute("name") == name);
        if (found is null)
        {
            return null;
        }

        var words = new StringBuilder();
        AppendWords(words, found, depth: 0);
        string text = string.Join(" ", words.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? null : text;
    }

    private static void Append(StringBuilder text, string comment)
    {
        if (comment.StartsWith(BlockStart, StringComparison.Ordinal) && !comment.StartsWith("/***", StringComparison.Ordinal))
        {
            comment = comment.Substring(BlockStart.Length);
            comment = comment.EndsWith(BlockEnd, StringComparison.Ordinal)
                ? comment.Substring(0, comment.Length - BlockEnd.Length)
                : comment;
            foreach (string line in comment.Split('\n'))
            {
                string trimmed = line.Trim();
                text.Append(trimmed.StartsWith("*", StringComparison.Ordinal) ? trimmed.Substring(1) : trimmed).Append('\n');
            }

            return;
        }

        foreach (string line in comment.Split('\n'))
        {
            string trimmed = line.Trim();
            if (trimmed.StartsWith(LineStart, StringComparison.Ordinal) && !trimmed.StartsWith("////", StringComparison.Ordinal))
            {
                text.Append(trimmed, LineStart.Length, trimmed.Length - LineStart.Length).Append('\n');
            }
        }
    }

    private static void AppendWords(StringBuilder words, XElement element, int depth)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText text)
            {
                words.Append(text.Value);
            }
            else if (node is XElement inner && depth < MaxDepth)
            {
                AppendElement(words, inner, depth + 1);
            }
        }
    }

    private static void AppendElement(StringBuilder words, XElement element, int depth)
    {
        if (element.Nodes().Any())
        {
            // What stands apart in a page stands apart here too.
            string around = element.Name.LocalName is "c" or "see" or "b" or "i" or "em" or "strong" or "a" ? "" : " ";
            words.Append(around);
            AppendWords(words, element, depth);
            words.Append(around);
            return;
        }

        string? named = (string?)element.Attribute("name") ?? (string?)element.Attribute("langword") ?? (string?)element.Attribute("href");
        words.Append(named ?? (element.Attribute("cref") is { } cref ? NameOf(cref.Value) : " "));
    }

    // The last name of Shop.Order{T}.Number(int): Number.
    private static string NameOf(string cref)
    {
        var name = new StringBuilder();
        int depth = 0;
        foreach (char c in cref.TakeWhile(c => c != '('))
        {
            depth += c is '{' or '<' ? 1 : c is '}' or '>' ? -1 : 0;
            if (depth == 0 && c is ('.' or ':'))
            {
                name.Clear();
            }
            else if (depth == 0 && c is not ('}' or '>'))
            {
                name.Append(c);
            }
        }

        return name.ToString();
    }
}
