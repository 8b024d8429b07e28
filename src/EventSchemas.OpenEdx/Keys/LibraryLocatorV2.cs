using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>A content library: <c>lib:org:slug</c>.</summary>
/// <inheritdoc cref="CourseKey" path="/remarks"/>
[TextForm(KeyPatterns.LibraryV2, Example = "lib:edX:physics")]
[JsonConverter(typeof(KeyJsonConverter<LibraryLocatorV2>))]
public readonly record struct LibraryLocatorV2 :
    IOpaqueKey<LibraryLocatorV2>, ISpanParsable<LibraryLocatorV2>, ISpanFormattable, IUtf8SpanFormattable
{
    private static readonly KeyKind Kind = new("library key", KeyForms.LibraryV2);

    private readonly string? _text;

    private LibraryLocatorV2(string text) => _text = text;

    static KeyKind IOpaqueKey<LibraryLocatorV2>.Kind => Kind;

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The library within the organization; empty for the default.</summary>
    public string Slug => Part(KeyPart.Library) ?? "";

    /// <summary>Creates the key of a library.</summary>
    /// <param name="org">The organization.</param>
    /// <param name="slug">The library within the organization.</param>
    /// <exception cref="ArgumentException">
    /// A part is empty or has a character other than a letter (in the organization: an ASCII letter), a digit or one of <c>_-.</c>.
    /// </exception>
    public static LibraryLocatorV2 Create(string org, string slug) =>
        new(KeyForms.LibraryV2.Compose(part => part == KeyPart.Org ? org : slug));

    internal static LibraryLocatorV2 Create(Func<KeyPart, string?> parts) => new(KeyForms.LibraryV2.Compose(parts));

    /// <inheritdoc cref="CourseKey.Parse(string)"/>
    public static LibraryLocatorV2 Parse(string s) => KeyText.Parse<LibraryLocatorV2>(s);

    /// <inheritdoc cref="CourseKey.Parse(string)"/>
    public static LibraryLocatorV2 Parse(ReadOnlySpan<char> s) => KeyText.Parse<LibraryLocatorV2>(s);

    /// <inheritdoc cref="CourseKey.TryParse(string?, out CourseKey)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out LibraryLocatorV2 result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="CourseKey.TryParse(string?, out CourseKey)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out LibraryLocatorV2 result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="CourseKey.ToString"/>
    public override string ToString() => _text ?? "";

    static LibraryLocatorV2 IOpaqueKey<LibraryLocatorV2>.FromValidText(string text) => new(text);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, Kind.Name, utf8Destination, out bytesWritten);

    internal string? Part(KeyPart part) => Kind.Part(_text, part);
}
