using System.Text;

namespace EventSchemas.Generators;

/// <summary>
/// The names of the generated codecs. Different types have different names: plain ones keep theirs with underscores for dots. If other
/// characters are replaced, a suffix says which, one letter or number for each underscore.
/// </summary>
static class CodecNames
{
    public const string Namespace = WellKnownNames.GeneratedNamespace;

    private const string Suffix = "Codec";

    /// <summary>The codec of a record or an enum in generated code.</summary>
    public static string Qualified(string fullName) => $"global::{Namespace}.{Of(fullName)}";

    /// <summary>The name of the codec of a type.</summary>
    /// <param name="fullName">The type in generated code, with <c>global::</c>.</param>
    public static string Of(string fullName)
    {
        string type = fullName.Replace("global::", "");
        var name = new StringBuilder(type.Length + Suffix.Length);
        var replaced = new StringBuilder();
        bool isPlain = true;
        foreach (char c in type)
        {
            bool isKept = char.IsLetterOrDigit(c);
            name.Append(isKept ? c : '_');
            replaced.Append(isKept ? "" : Code(c));
            isPlain &= isKept || c == '.';
        }

        // A plain name has no two underscores in a row, so that it can't be another one with its suffix.
        return name.Append(isPlain ? "" : "__" + replaced).Append(Suffix).ToString();
    }

    private static string Code(char c) => c switch
    {
        '.' => "d",
        '_' => "u",
        '<' => "o",
        '>' => "c",
        ',' => "a",
        ' ' => "s",
        '?' => "n",
        '[' => "l",
        ']' => "r",
        '@' => "k",
        _ => FormattableString.Invariant($"x{(int)c:X4}"),
    };
}
