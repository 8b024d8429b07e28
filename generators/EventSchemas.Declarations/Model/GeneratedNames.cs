using System.Text;

namespace EventSchemas.Declarations;

/// <summary>Names of generated types.</summary>
static class GeneratedNames
{
    /// <summary>The interface that applications inject, beside its event.</summary>
    /// <param name="eventName">The event's name as it is written in C#.</param>
    public static string ProducerInterface(string eventName) => $"I{Bare(eventName)}Producer";

    /// <summary>The class of the <c>On…</c> method, in the event's namespace.</summary>
    /// <param name="place">Where the event is declared.</param>
    /// <param name="eventName">The event's name as it is written in C#.</param>
    public static string Extensions(TypePlace place, string eventName) =>
        Identifier(string.Join(".", place.Types.Select(type => Bare(type.Name)).Append(Bare(eventName)))) + "ConsumerGroupExtensions";

    /// <summary>A name without the <c>@</c> that makes it an identifier.</summary>
    public static string Bare(string name) => name.TrimStart('@');

    /// <summary>
    /// An identifier for a type's name, other ones for other names: dots become underscores; where other characters are replaced, a suffix
    /// says which, one letter or number for each underscore.
    /// </summary>
    public static string Identifier(string type)
    {
        var name = new StringBuilder(type.Length);
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
        return name.Append(isPlain ? "" : "__" + replaced).ToString();
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
