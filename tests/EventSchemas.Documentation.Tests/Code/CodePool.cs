using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Documentation.Tests;

/// <summary>A type or a field by its name, and the text that declares it.</summary>
/// <param name="Names">The names that it declares.</param>
/// <param name="Words">The words that mean it: its names, and the methods of a static class, which may be extensions.</param>
/// <param name="Text">The text of a file that declares it.</param>
/// <param name="IsEvent">Whether it is an event, which is there as soon as something declares one of its records.</param>
sealed record Declaration(IReadOnlyList<string> Names, IReadOnlyList<string> Words, string Text, bool IsEvent)
{
    /// <summary>The class whose fields are what the statements of a page find around them, and whose methods have the statements.</summary>
    public const string Ambient = "Ambient";

    private static readonly string Folder = Path.Combine(
        RepositoryRoot.Path, "tests", "EventSchemas.Documentation.Tests", "Code", "Ambient");

    /// <summary>What the code of a page takes for granted: the files of the page, of its folder, and of all pages.</summary>
    /// <param name="page">The page.</param>
    /// <returns>The usings, and the declarations; the nearest go first.</returns>
    public static (string Usings, IReadOnlyList<Declaration> Declarations) AmbientOf(DocumentationPage page)
    {
        string[] names = [Path.GetFileNameWithoutExtension(page.Path), Path.GetFileName(Path.GetDirectoryName(page.Path)!), "all-pages"];
        CompilationUnitSyntax[] files =
        [
            .. names
                .Select(name => Path.Combine(Folder, name + ".cs"))
                .Where(File.Exists)
                .Select(file => (CompilationUnitSyntax)TestCompilation.Parse(file, File.ReadAllText(file)).GetRoot()),
        ];
        var found = new List<Declaration>();
        foreach (Declaration one in files.SelectMany(file => file.Members).SelectMany(Of))
        {
            if (!found.Any(other => other.Names.Intersect(one.Names).Any()))
            {
                found.Add(one);
            }
        }

        return (string.Join('\n', files.SelectMany(file => file.Usings).Select(one => one.ToString()).Distinct()), found);
    }

    /// <summary>What a member of a file declares.</summary>
    public static IEnumerable<Declaration> Of(MemberDeclarationSyntax member)
    {
        string usings = string.Join('\n', member.SyntaxTree.GetCompilationUnitRoot().Usings
            .Where(one => one.GlobalKeyword.IsKind(SyntaxKind.None))
            .Select(one => one.ToString()));
        if (member is ClassDeclarationSyntax { Identifier.Text: Ambient } ambient)
        {
            return ambient.Members.OfType<FieldDeclarationSyntax>().Select(field =>
            {
                string[] fields = [.. field.Declaration.Variables.Select(variable => variable.Identifier.Text)];
                return new Declaration(fields, fields, $"{usings}\nstatic partial class {Ambient} {{ {field} }}", IsEvent: false);
            });
        }

        string[] names = [.. NamesOf(member)];
        IEnumerable<string> methods = member is ClassDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.StaticKeyword)
            ? type.Members.OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.Text)
            : [];
        bool isEvent = member is TypeDeclarationSyntax record && IsAnEvent(record);
        return [new Declaration(names, [.. names, .. methods], $"{usings}\n{member.ToFullString()}", isEvent)];
    }

    /// <summary>The types that a member of a file declares, with their namespaces.</summary>
    public static IEnumerable<string> NamesOf(MemberDeclarationSyntax member, string space = "") => member switch
    {
        BaseNamespaceDeclarationSyntax one => one.Members.SelectMany(inner => NamesOf(inner, $"{space}{one.Name}.")),
        BaseTypeDeclarationSyntax one => [space + one.Identifier.Text],
        DelegateDeclarationSyntax one => [space + one.Identifier.Text],
        _ => [],
    };

    private static bool IsAnEvent(TypeDeclarationSyntax type) => type.AttributeLists
        .SelectMany(list => list.Attributes)
        .Any(attribute => attribute.Name.ToString() is "OpenEdxEvent" or "AvroEvent");
}

/// <summary>Finds what a text needs among declarations.</summary>
static partial class CodePool
{
    /// <summary>The declarations that a text uses, and those that these use.</summary>
    /// <param name="text">The text.</param>
    /// <param name="declared">What it declares itself.</param>
    /// <param name="pool">The declarations.</param>
    public static IReadOnlyList<Declaration> UsedBy(string text, IReadOnlyCollection<string> declared, IEnumerable<Declaration> pool)
    {
        List<Declaration> left = [.. pool.Where(one => !one.Names.Intersect(declared).Any())];
        var used = new List<Declaration>();
        HashSet<string> words = WordsOf(text);
        HashSet<string> names = [.. declared];
        while (left.Find(one => one.Words.Any(name => IsIn(words, name)) || (one.IsEvent && names.Overlaps(WordsOf(one.Text)))) is { } next)
        {
            left.Remove(next);
            used.Add(next);
            words.UnionWith(WordsOf(next.Text));
            names.UnionWith(next.Names);
        }

        return used;
    }

    // Generated code brings names too.
    private static bool IsIn(HashSet<string> words, string name)
    {
        string simple = name[(name.LastIndexOf('.') + 1)..];
        return words.Contains(simple) || words.Contains($"I{simple}Producer") || words.Contains($"On{simple}");
    }

    private static HashSet<string> WordsOf(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
