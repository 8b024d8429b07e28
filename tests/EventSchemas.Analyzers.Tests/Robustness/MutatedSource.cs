using System.Text.RegularExpressions;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// Changes the text of declarations at random, in ways that people change it: other types, modifiers, names, attributes and defaults,
/// members that come and go, types within types.
/// </summary>
/// <param name="random">Decides; a seed gives the same text again.</param>
sealed partial class MutatedSource(Random random)
{
    private static readonly string[] Types =
    [
        "string", "int", "long", "bool", "double", "float", "decimal", "char", "byte", "uint", "object", "dynamic", "nint", "byte[]",
        "Guid", "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Uri", "Version", "Half", "Type", "Task",
        "ReadOnlyMemory<byte>",
        "int?", "string?", "Guid?", "(int A, string B)", "List<string>", "List<string?>", "List<List<int>>", "int[,]", "HashSet<int>",
        "ImmutableArray<int>", "ImmutableList<string>", "Dictionary<string, int>", "Dictionary<int, string>", "IReadOnlyList<Guid>",
        "Nullable<int>", "E", "E?", "Inner", "Inner?", "List<Inner>", "Page<string>", "Page<string?>", "Page<Page<int>>", "Mode", "Mode?",
        "Missing", "AvroDuration", "Action", "Span<int>", "int*", "Page<E>", "Lazy<int>", "Enum", "ValueType", "IEnumerable<int>",
    ];

    private static readonly string[] Attributes =
    [
        "[AvroName(\"x\")]", "[AvroName(\"1\")]", "[AvroName(\"\")]", "[AvroAlias(\"old\")]", "[AvroDefault]", "[AvroDefault(1)]",
        "[AvroDefault(\"t\")]", "[AvroDefault(Json = \"[1\")]", "[AvroDefault(Json = \"{}\")]", "[WhenMissing(0)]", "[WhenMissing]",
        "[PersonalData]", "[Interned]", "[AvroFixed(4)]", "[AvroFixed(-1)]", "[AvroDecimal(9, 2)]", "[AvroDecimal(40, 50)]",
        "[AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.Date)]", "[AvroConverter(typeof(Inner))]", "[AvroUnion(typeof(Inner))]",
        "[AvroUnion]", "[JustifiedBreak(\"EVS3001\", \"r\")]", "[property: Obsolete]", "[property: Obsolete(\"x\", true)]", "[Obsolete]",
        "[AvroDefaultSymbol]", "[EventSchemas.AvroName(null!)]", "[System.Diagnostics.CodeAnalysis.DisallowNull]",
    ];

    private static readonly string[] Modifiers =
    [
        "public", "internal", "private", "protected", "file", "sealed", "abstract", "static", "partial", "readonly", "required", "new", "",
    ];

    private static readonly string[] Kinds =
        ["record", "record struct", "record class", "class", "struct", "interface", "enum", "ref struct"];

    private static readonly string[] Names =
    [
        "A", "a", "@class", "@record", "@file", "@var", "@field", "value", "_", "__", "É", "System", "String", "Task", "EventSchemas", "E",
        "Inner", "CloudEvent", "ToString", "Equals", "GetHashCode", "EqualityContract", "Clone", "Write", "Read", "Descriptor", "reader",
        "writer", "EProducer", "IEProducer", "PrintMembers", "global", "nameof", "Item", "Count", "a1", "A_1",
    ];

    private static readonly string[] Defaults =
    [
        " = 0", " = -1", " = \"\"", " = \"\\ud83d\"", " = null", " = null!", " = default", " = default!", " = 1.5", " = double.NaN",
        " = Mode.X", " = (Mode)9", " = true", " = 'c'", " = int.MinValue", " = []", "",
    ];

    private static readonly (string Open, string Close)[] Places =
    [
        ("namespace N { ", " }"), ("namespace System { ", " }"), ("public partial class Outer { ", " }"),
        ("public class Outer { ", " }"), ("public partial class Outer<T> { ", " }"), ("file partial class Outer { ", " }"),
        ("internal partial record Outer { ", " }"), ("public partial interface IOuter { ", " }"),
        ("#nullable disable\n", "\n#nullable restore\n"), ("#if DEBUG\n", "\n#endif\n"), ("#if !DEBUG\n", "\n#endif\n"),
        ("/// <summary>x</summary>\n", ""), ("[Obsolete] ", ""),
    ];

    /// <summary>The text after some changes.</summary>
    public string Of(string source)
    {
        int changes = 1 + random.Next(4);
        for (int i = 0; i < changes; i++)
        {
            source = Change(source);
        }

        return source;
    }

    private string Change(string source) => random.Next(12) switch
    {
        0 or 1 or 2 => Replace(source, TypeName(), _ => One(Types)),
        3 => Replace(source, Modifier(), _ => One(Modifiers)),
        4 => Replace(source, Kind(), _ => One(Kinds)),
        5 => Replace(source, Parameter(), match => $"{match.Groups[1].Value}{One(Attributes)} {match.Groups[2].Value}"),
        6 => Replace(
            source, Parameter(), match => $"{match.Groups[1].Value}{One(Types)} {One(Names)}{One(Defaults)}, {match.Groups[2].Value}"),
        7 => Replace(source, ParameterEnd(), match => One(Defaults) + match.Value),
        8 => Replace(source, Identifier(), _ => One(Names)),
        9 => Replace(source, Declaration(), match => One(Attributes) + " " + match.Value),
        10 => Wrap(source),
        _ => Replace(source, Token(), _ => ""),
    };

    private string Wrap(string source)
    {
        (string open, string close) = One(Places);
        return open + source + close;
    }

    // One of the places where a pattern matches.
    private string Replace(string source, Regex pattern, Func<Match, string> replacement)
    {
        MatchCollection matches = pattern.Matches(source);
        if (matches.Count == 0)
        {
            return source;
        }

        Match match = matches[random.Next(matches.Count)];
        return string.Concat(source.AsSpan(0, match.Index), replacement(match), source.AsSpan(match.Index + match.Length));
    }

    private T One<T>(T[] alternatives) => alternatives[random.Next(alternatives.Length)];

    [GeneratedRegex(@"\b(string|int|long|bool|Guid|decimal|DateTimeOffset|Inner|Mode|Page<\w+\??>|List<\w+>)\b\??")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\b(public|internal|sealed|abstract|partial|required)\b")]
    private static partial Regex Modifier();

    [GeneratedRegex(@"\brecord( struct)?\b")]
    private static partial Regex Kind();

    [GeneratedRegex(@"([(,]\s*)((?:string|int|long|bool|Guid|decimal|Inner|Mode|List|Page)\b)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?<=\w)(?=[,)])")]
    private static partial Regex ParameterEnd();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\bpublic\b")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\w+|[^\w\s]")]
    private static partial Regex Token();
}
