using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>A collection in a content library: <c>lib-collection:org:library:id</c>.</summary>
/// <inheritdoc cref="CourseKey" path="/remarks"/>
[TextForm(KeyPatterns.LibraryCollection, Example = "lib-collection:edX:physics:waves")]
[JsonConverter(typeof(KeyJsonConverter<LibraryCollectionLocator>))]
public readonly record struct LibraryCollectionLocator :
    IOpaqueKey<LibraryCollectionLocator>, ISpanParsable<LibraryCollectionLocator>, ISpanFormattable, IUtf8SpanFormattable
{
    private static readonly KeyKind Kind = new("collection key", KeyForms.LibraryCollection);

    private readonly string? _text;

    private LibraryCollectionLocator(string text) => _text = text;

    static KeyKind IOpaqueKey<LibraryCollectionLocator>.Kind => Kind;

    /// <summary>The library; the default for the default.</summary>
    public LibraryLocatorV2 Library => _text is null ? default : LibraryLocatorV2.Create(Part);

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The id of the collection; empty for the default.</summary>
    public string CollectionId => Part(KeyPart.Collection) ?? "";

    /// <summary>Creates the key of a collection in a library.</summary>
    /// <param name="library">The library.</param>
    /// <param name="collectionId">The id of the collection.</param>
    /// <exception cref="ArgumentException">
    /// The library is the default, or the id is empty or has a character other than a letter, a digit or one of <c>_-.</c>.
    /// </exception>
    public static LibraryCollectionLocator Create(LibraryLocatorV2 library, string collectionId) =>
        new(KeyForms.LibraryCollection.Compose(part => part == KeyPart.Collection ? collectionId : library.Part(part)));

    /// <inheritdoc cref="CourseKey.Parse(string)"/>
    public static LibraryCollectionLocator Parse(string s) => KeyText.Parse<LibraryCollectionLocator>(s);

    /// <inheritdoc cref="CourseKey.Parse(string)"/>
    public static LibraryCollectionLocator Parse(ReadOnlySpan<char> s) => KeyText.Parse<LibraryCollectionLocator>(s);

    /// <inheritdoc cref="CourseKey.TryParse(string?, out CourseKey)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out LibraryCollectionLocator result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="CourseKey.TryParse(string?, out CourseKey)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out LibraryCollectionLocator result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="CourseKey.ToString"/>
    public override string ToString() => _text ?? "";

    static LibraryCollectionLocator IOpaqueKey<LibraryCollectionLocator>.FromValidText(string text) => new(text);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, Kind.Name, utf8Destination, out bytesWritten);

    private string? Part(KeyPart part) => Kind.Part(_text, part);
}
