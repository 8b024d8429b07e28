namespace EventSchemas.OpenEdx;

/// <summary>A type of key: the forms that its text may have, of which no text has two.</summary>
sealed class KeyKind(string name, params KeyForm[] forms)
{
    private const int Shown = 64;

    /// <summary>Its name in a message.</summary>
    public string Name => name;

    /// <summary>Whether a text is such a key.</summary>
    public bool Takes(ReadOnlySpan<char> text) => FormOf(text) is not null;

    /// <summary>The form of a text, or <see langword="null"/> where it is no such key.</summary>
    public KeyForm? FormOf(ReadOnlySpan<char> text)
    {
        foreach (KeyForm form in forms)
        {
            if (form.Takes(text))
            {
                return form;
            }
        }

        return null;
    }

    /// <summary>A part of a key, or <see langword="null"/> where it has none, as the default key.</summary>
    public string? Part(string? text, KeyPart part) => text is null ? null : FormOf(text)?.Part(text, part);

    /// <summary>What to throw for a text that is no such key.</summary>
    public FormatException Refusal(ReadOnlySpan<char> text)
    {
        string start = text.Length > Shown ? $"{text[..Shown]}…" : text.ToString();
        string shapes = string.Join(", ", forms.SkipLast(1).Select(form => form.Shape));
        return new FormatException($"'{start}' is no {name}: expected {(shapes.Length == 0 ? "" : shapes + " or ")}{forms[^1].Shape}.");
    }
}
