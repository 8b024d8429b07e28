using System.Text;

namespace EventSchemas.OpenEdx;

/// <summary>One way to write a key: a prefix, and parts in their order. No alphabet has the character that ends its part, so one look at each character decides.</summary>
sealed class KeyForm(string prefix, params KeySegment[] segments)
{
    /// <summary>The form as a message shows it, without what a key may lack.</summary>
    public string Shape { get; } =
        prefix + string.Concat(segments.Where(segment => !segment.IsOptional).Select(segment => $"{segment.Lead}<{Name(segment.Part)}>"));

    /// <summary>Whether a text has this form.</summary>
    public bool Takes(ReadOnlySpan<char> text) => Match(text, null, out _);

    /// <summary>A part of a text that has this form.</summary>
    /// <returns>The part, or <see langword="null"/> where the text lacks it.</returns>
    public string? Part(string text, KeyPart part) => Match(text, part, out Range? place) && place is { } range ? text[range] : null;

    /// <summary>Writes a key of this form.</summary>
    /// <param name="parts">Says each part, or <see langword="null"/> where there is none.</param>
    /// <exception cref="ArgumentException">A part is missing, or is none by the form's alphabet.</exception>
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

            if (part is null || !segment.Takes(part))
            {
                throw new ArgumentException($"'{part}' is no {Name(segment.Part)} of {Shape}.");
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
