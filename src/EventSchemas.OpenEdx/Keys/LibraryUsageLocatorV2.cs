using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>A block in a content library: <c>lb:org:library:html:id</c>.</summary>
/// <inheritdoc cref="CourseKey" path="/remarks"/>
[TextForm(KeyPatterns.LibraryBlockV2, Example = "lb:edX:physics:problem:first")]
[JsonConverter(typeof(KeyJsonConverter<LibraryUsageLocatorV2>))]
public readonly record struct LibraryUsageLocatorV2 :
    IOpaqueKey<LibraryUsageLocatorV2>, ISpanParsable<LibraryUsageLocatorV2>, ISpanFormattable, IUtf8SpanFormattable
{
    private static readonly KeyKind Kind = new("library block key", KeyForms.LibraryBlockV2);

    private readonly string? _text;

    private LibraryUsageLocatorV2(string text) => _text = text;

    static KeyKind IOpaqueKey<LibraryUsageLocatorV2>.Kind => Kind;

    /// <summary>The library; the default for the default.</summary>
    public LibraryLocatorV2 Library => _text is null ? default : LibraryLocatorV2.Create(Part);

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The type of the block, such as <c>html</c> or <c>problem</c>; empty for the default.</summary>
    public string BlockType => Part(KeyPart.BlockType) ?? "";

    /// <summary>The id of the block, unique for its type; empty for the default.</summary>
    public string BlockId => Part(KeyPart.BlockId) ?? "";

    /// <summary>Creates the key of a block in a library.</summary>
    /// <param name="library">The library.</param>
    /// <param name="blockType">The type of the block.</param>
    /// <param name="blockId">The id of the block, unique for its type.</param>
    /// <exception cref="ArgumentException">
    /// The library is the default, or a part is empty or has a character other than a letter (in the type: an ASCII letter), a digit or
    /// one of <c>_-.</c>.
    /// </exception>
    public static LibraryUsageLocatorV2 Create(LibraryLocatorV2 library, string blockType, string blockId) =>
        new(KeyForms.LibraryBlockV2.Compose(part => part switch
        {
            KeyPart.BlockType => blockType,
            KeyPart.BlockId => blockId,
            _ => library.Part(part),
        }));

    /// <summary>The same key as a usage key; the default for the default.</summary>
    public UsageKey ToUsageKey() => _text is null ? default : UsageKey.Parse(_text);

    /// <inheritdoc cref="CourseKey.Parse(string)"/>
    public static LibraryUsageLocatorV2 Parse(string s) => KeyText.Parse<LibraryUsageLocatorV2>(s);

    /// <inheritdoc cref="CourseKey.Parse(string)"/>
    public static LibraryUsageLocatorV2 Parse(ReadOnlySpan<char> s) => KeyText.Parse<LibraryUsageLocatorV2>(s);

    /// <inheritdoc cref="CourseKey.TryParse(string?, out CourseKey)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out LibraryUsageLocatorV2 result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="CourseKey.TryParse(string?, out CourseKey)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out LibraryUsageLocatorV2 result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="CourseKey.ToString"/>
    public override string ToString() => _text ?? "";

    static LibraryUsageLocatorV2 IOpaqueKey<LibraryUsageLocatorV2>.FromValidText(string text) => new(text);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, Kind.Name, utf8Destination, out bytesWritten);

    private string? Part(KeyPart part) => Kind.Part(_text, part);
}
