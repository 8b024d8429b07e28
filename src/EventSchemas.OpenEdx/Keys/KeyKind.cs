namespace EventSchemas.OpenEdx;

/// <summary>A type of key: its name and its forms. A text matches at most one of them.</summary>
sealed class KeyKind(string name, params KeyForm[] forms)
{
    private const int MaxQuotedLength = 64;

    /// <summary>The name that messages use, such as "course key".</summary>
    public string Name => name;

    /// <summary>Whether a text is such a key.</summary>
    public bool Matches(ReadOnlySpan<char> text) => FormOf(text) is not null;

    /// <summary>The form of a text, or <see langword="null"/> if it isn't such a key.</summary>
    public KeyForm? FormOf(ReadOnlySpan<char> text)
    {
        foreach (KeyForm form in forms)
        {
            if (form.Matches(text))
            {
                return form;
            }
        }

        return null;
    }

    /// <summary>A part of a key, or <see langword="null"/> if the key has none. The default key (no text) has no parts.</summary>
    public string? Part(string? text, KeyPart part) => text is null ? null : FormOf(text)?.Part(text, part);

    /// <summary>The exception for a text that isn't such a key.</summary>
    public FormatException InvalidText(ReadOnlySpan<char> text)
    {
        string start = text.Length > MaxQuotedLength ? $"{text[..MaxQuotedLength]}…" : text.ToString();
        string shapes = string.Join(", ", forms.SkipLast(1).Select(form => form.Shape));
        string expected = shapes.Length == 0 ? forms[^1].Shape : $"{shapes} or {forms[^1].Shape}";
        return new FormatException($"'{start}' is not a valid {name}: expected {expected}.");
    }
}
