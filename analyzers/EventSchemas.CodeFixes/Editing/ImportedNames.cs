using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Writes names of types for a place in a file: short where they are imported, and else with an import, or in full where an import could
/// change what other names of the file mean.
/// </summary>
/// <param name="model">The file.</param>
/// <param name="text">Its text.</param>
/// <param name="position">The place.</param>
sealed class ImportedNames(SemanticModel model, SourceText text, int position)
{
    private const string System = "System";
    private const string Ours = "EventSchemas";
    private const string AttributeSuffix = "Attribute";

    private static readonly string[] Importable = [System, "System.Collections.Generic", Ours];

    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private readonly CompilationUnitSyntax _unit = (CompilationUnitSyntax)model.SyntaxTree.GetRoot();

    /// <summary>An attribute of EventSchemas, without brackets.</summary>
    public string Attribute(string name) => Attribute(name, Ours);

    /// <summary>An attribute, without brackets.</summary>
    public string Attribute(string name, string @namespace) => Write(@namespace, name, name + AttributeSuffix);

    /// <summary>A type by its full name, with or without <c>global::</c>. The types around a nested one stay in it.</summary>
    public string Type(string fullName)
    {
        string name = fullName.StartsWith("global::", StringComparison.Ordinal) ? fullName.Substring("global::".Length) : fullName;
        int dot = name.LastIndexOf('.');
        string @namespace = dot < 0 ? "" : name.Substring(0, dot);
        string simple = name.Substring(dot + 1);
        return name.IndexOf('<') >= 0 ? fullName : Write(@namespace, simple, simple.TrimStart('@'));
    }

    /// <summary>The edits that add the imports of the names that were written.</summary>
    public IEnumerable<TextChange> Imports()
    {
        string end = MemberEdits.LineEnding(text);
        var places = _missing.Select(name => (Name: name, Place: PlaceOf(name)!)).GroupBy(item => item.Place, item => item.Name);
        foreach (IGrouping<ImportPlace, string> imports in places)
        {
            IEnumerable<string> lines = imports.OrderBy(name => name, Comparer<string>.Create(Compare)).Select(name => $"using {name};");
            (string before, string between, string after) = imports.Key.Around(end);
            yield return new TextChange(new TextSpan(imports.Key.Position, 0), before + string.Join(between, lines) + after);
        }
    }

    private string Write(string @namespace, string name, string metadataName)
    {
        if (Found(metadataName) is { Length: > 0 } found && Array.TrueForAll(found, type => NamespaceOf(type) == @namespace))
        {
            return name;
        }

        if (Importable.Contains(@namespace) && CanImport(@namespace) && Found(metadataName).Length == 0)
        {
            _missing.Add(@namespace);
            return name;
        }

        bool isRoot = model.LookupNamespacesAndTypes(position, name: @namespace.Split('.')[0])
            .All(symbol => symbol is INamespaceSymbol { ContainingNamespace.IsGlobalNamespace: true });
        string full = @namespace.Length == 0 ? name : $"{@namespace}.{name}";
        return isRoot && @namespace.Length > 0 ? full : "global::" + full;
    }

    private INamedTypeSymbol[] Found(string name) =>
        [.. model.LookupNamespacesAndTypes(position, name: name).OfType<INamedTypeSymbol>()];

    // An import must not be conditional, and must not give another meaning to a name that the file uses.
    private bool CanImport(string @namespace)
    {
        if (_unit.Externs.Count > 0 || PlaceOf(@namespace) is null)
        {
            return false;
        }

        INamespaceSymbol? imported = model.Compilation.GlobalNamespace;
        foreach (string part in @namespace.Split('.'))
        {
            imported = imported?.InnerNamespace(part);
        }

        if (imported is null)
        {
            return false;
        }

        var names = new HashSet<string>(imported.GetTypeMembers().Select(type => type.Name), StringComparer.Ordinal);
        return _unit.DescendantNodes()
            .OfType<SimpleNameSyntax>()
            .Where(name => name.Parent is not QualifiedNameSyntax and not MemberAccessExpressionSyntax)
            .Select(name => name.Identifier.ValueText)
            .Distinct()
            .Where(name => names.Contains(name) || names.Contains(name + AttributeSuffix))
            .All(name => model.LookupNamespacesAndTypes(position, name: name)
                .Concat(model.LookupNamespacesAndTypes(position, name: name + AttributeSuffix))
                .All(symbol => symbol is INamedTypeSymbol type && NamespaceOf(type) == @namespace));
    }

    private ImportPlace? PlaceOf(string @namespace)
    {
        UsingDirectiveSyntax[] usings = UsingsAround();
        SyntaxToken first = _unit.GetFirstToken();
        if (usings.SelectMany(one => one.GetLeadingTrivia()).Concat(first.LeadingTrivia).Any(IsConditional))
        {
            return null;
        }

        if (usings.Length == 0)
        {
            return new ImportPlace(ImportPlaceKind.Alone, StartOfDeclarations(first), "");
        }

        UsingDirectiveSyntax last = usings[usings.Length - 1];
        string indentation = MemberEdits.Indentation(text, last.SpanStart);
        return usings.FirstOrDefault(one => IsPlain(one) && Compare(one.Name!.ToString(), @namespace) > 0) is { } next
            ? new ImportPlace(ImportPlaceKind.Before, next.SpanStart, indentation)
            : new ImportPlace(ImportPlaceKind.After, text.Lines.GetLineFromPosition(last.Span.End).End, indentation);
    }

    private UsingDirectiveSyntax[] UsingsAround()
    {
        IEnumerable<UsingDirectiveSyntax>? inner = _unit.FindToken(position).Parent?.AncestorsAndSelf()
            .OfType<BaseNamespaceDeclarationSyntax>()
            .Select(one => one.Usings)
            .FirstOrDefault(found => found.Count > 0);
        return [.. _unit.Usings.Count > 0 ? _unit.Usings : inner ?? []];
    }

    // Below the comments at the top of the file, and above those of the first declaration.
    private int StartOfDeclarations(SyntaxToken first)
    {
        int line = text.Lines.GetLineFromPosition(first.SpanStart).LineNumber;
        while (line > 0 && text.Lines[line - 1].ToString().Trim() is { Length: > 0 } above && above[0] != '#')
        {
            line--;
        }

        return text.Lines[line].Start;
    }

    private static string NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace is { IsGlobalNamespace: false } @namespace
        ? @namespace.ToDisplayString()
        : "";

    private static bool IsPlain(UsingDirectiveSyntax directive) =>
        directive.Alias is null
        && directive.StaticKeyword.IsKind(SyntaxKind.None)
        && directive.GlobalKeyword.IsKind(SyntaxKind.None);

    private static bool IsConditional(SyntaxTrivia trivia) => trivia.Kind()
        is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia
        or SyntaxKind.EndIfDirectiveTrivia or SyntaxKind.RegionDirectiveTrivia or SyntaxKind.EndRegionDirectiveTrivia;

    private static int Compare(string name, string other)
    {
        int system = IsSystem(other).CompareTo(IsSystem(name));
        return system != 0 ? system : string.Compare(name, other, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSystem(string name) => name == System || name.StartsWith(System + ".", StringComparison.Ordinal);
}

/// <summary>Where an import is written.</summary>
/// <param name="Kind">What is beside it.</param>
/// <param name="Position">The place in the text.</param>
/// <param name="Indentation">The white space before an import.</param>
sealed record ImportPlace(ImportPlaceKind Kind, int Position, string Indentation)
{
    /// <summary>What is written before, between and after imports at this place.</summary>
    public (string Before, string Between, string After) Around(string lineEnding) => Kind switch
    {
        ImportPlaceKind.Before => ("", lineEnding + Indentation, lineEnding + Indentation),
        ImportPlaceKind.After => (lineEnding + Indentation, lineEnding + Indentation, ""),
        _ => ("", lineEnding, lineEnding + lineEnding),
    };
}

/// <summary>What is beside an import.</summary>
enum ImportPlaceKind
{
    /// <summary>No other import.</summary>
    Alone,

    /// <summary>The import that follows.</summary>
    Before,

    /// <summary>The last import, which it follows.</summary>
    After,
}
