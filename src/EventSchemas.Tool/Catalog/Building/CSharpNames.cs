using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Tool;

/// <summary>Names types as code with the needed usings does.</summary>
/// <param name="types">The types of the events.</param>
sealed class CSharpNames(CSharpTypes types)
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.Decimal"] = "decimal",
        ["System.Double"] = "double",
        ["System.Int16"] = "short",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Single"] = "float",
        ["System.String"] = "string",
    };

    // What every file of a project with implicit usings sees.
    private static readonly HashSet<string> Implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];

    private readonly SortedSet<string> _usings = new(StringComparer.Ordinal);

    /// <summary>The namespaces that the names need.</summary>
    public IReadOnlyCollection<string> Usings => _usings;

    /// <summary>Needs a namespace.</summary>
    public void Use(string @namespace)
    {
        if (@namespace.Length > 0 && !Implicit.Contains(@namespace))
        {
            _usings.Add(@namespace);
        }
    }

    /// <summary>The name of a type.</summary>
    public string Of(CSharpType type) =>
        type.IsArray ? Of(type.Arguments[0]) + "[]"
        : Keywords.TryGetValue(type.Name, out string? keyword) ? keyword
        : type is { Name: CSharpType.Nullable, Arguments: [var value] } ? Of(value) + "?"
        : Of(type.Name) + (type.Arguments.Count == 0 ? "" : $"<{string.Join(", ", type.Arguments.Select(Of))}>");

    /// <summary>The name of a type without arguments.</summary>
    /// <param name="name">The name that the metadata have.</param>
    public string Of(string name)
    {
        string outermost = CSharpTypes.OutermostOf(name);
        if (types.HasNamesake(outermost))
        {
            return name.Replace('+', '.');
        }

        int @namespace = outermost.Length - CSharpTypes.SimpleName(outermost).Length;
        Use(outermost[..Math.Max(@namespace - 1, 0)]);
        return name[@namespace..].Replace('+', '.');
    }

    /// <summary>A name as code has it.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
