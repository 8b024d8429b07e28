using System.Text;

namespace EventSchemas.OpenEdx;

/// <summary>A piece of a key's text.</summary>
enum KeyPart
{
    Org,
    Course,
    Run,
    Library,
    Branch,
    Version,
    Ccx,
    BlockType,
    BlockId,
    Collection,
    ContainerType,
    Container,
}

/// <summary>One part of a form: the text that introduces it, and what its own text can be.</summary>
/// <param name="Lead">The text in front of the part. It starts with a character that the alphabet of the part before doesn't have.</param>
/// <param name="Part">The part.</param>
/// <param name="Alphabet">The characters that the part can have.</param>
sealed record KeySegment(string Lead, KeyPart Part, KeyAlphabet Alphabet)
{
    /// <summary>Whether a key of the form can leave the part out, with its lead.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The fewest characters of the part.</summary>
    public int MinLength { get; init; } = 1;

    /// <summary>The most characters of the part.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>Whether a whole text is valid as this part.</summary>
    public bool Matches(string text) => IsLength(text.Length) && Alphabet.PrefixLength(text) == text.Length;

    /// <summary>The length of the part at the start of a text, or −1 if it isn't there.</summary>
    public int Measure(ReadOnlySpan<char> text)
    {
        int length = Alphabet.PrefixLength(text);
        return IsLength(length) ? length : -1;
    }

    private bool IsLength(int length) => length >= MinLength && length <= MaxLength;
}

/// <summary>
/// One way to write a key: a prefix, then parts in a fixed order. No alphabet contains the character that ends its part, so a single pass
/// over the text without backtracking decides.
/// </summary>
sealed class KeyForm(string prefix, params KeySegment[] segments)
{
    /// <summary>The form as messages show it, without its optional parts.</summary>
    public string Shape { get; } =
        prefix + string.Concat(segments.Where(segment => !segment.IsOptional).Select(segment => $"{segment.Lead}<{Name(segment.Part)}>"));

    /// <summary>Whether a text has this form.</summary>
    public bool Matches(ReadOnlySpan<char> text) => Match(text, null, out _);

    /// <summary>A part of a text that has this form, or <see langword="null"/> if the text leaves it out.</summary>
    public string? Part(string text, KeyPart part) => Match(text, part, out Range? place) && place is { } range ? text[range] : null;

    /// <summary>Writes a key of this form.</summary>
    /// <param name="parts">Returns the text of a part, or <see langword="null"/> if there is none.</param>
    /// <exception cref="ArgumentException">A required part is missing, or a part has a character that the form doesn't allow.</exception>
    public string Compose(Func<KeyPart, string?> parts)
    {
        var text = new StringBuilder(prefix);
        foreach (KeySegment segment in segments)
        {
            string? part = parts(segment.Part);
            if (part is null && segment.IsOptional)
            {
                continue;
            }

            if (part is null || !segment.Matches(part))
            {
                throw new ArgumentException($"'{part}' is not a valid {Name(segment.Part)} in {Shape}.");
            }

            text.Append(segment.Lead).Append(part);
        }

        return text.ToString();
    }

    private bool Match(ReadOnlySpan<char> text, KeyPart? wanted, out Range? place)
    {
        place = null;
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        int position = prefix.Length;
        foreach (KeySegment segment in segments)
        {
            ReadOnlySpan<char> rest = text[position..];
            if (!rest.StartsWith(segment.Lead, StringComparison.Ordinal))
            {
                if (segment.IsOptional)
                {
                    continue;
                }

                return false;
            }

            int length = segment.Measure(rest[segment.Lead.Length..]);
            if (length < 0)
            {
                return false;
            }

            int start = position + segment.Lead.Length;
            position = start + length;
            if (segment.Part == wanted)
            {
                place = start..position;
            }
        }

        return position == text.Length;
    }

    private static string Name(KeyPart part) => part switch
    {
        KeyPart.BlockType => "block type",
        KeyPart.BlockId => "block id",
        KeyPart.ContainerType => "container type",
        _ => part.ToString().ToLowerInvariant(),
    };
}
