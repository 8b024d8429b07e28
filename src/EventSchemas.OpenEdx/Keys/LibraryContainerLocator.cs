using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>A container in a content library, such as a unit: <c>lct:org:library:unit:id</c>.</summary>
/// <inheritdoc cref="CourseKey" path="/remarks"/>
[TextForm(KeyPatterns.LibraryContainer, Example = "lct:edX:physics:unit:waves")]
[JsonConverter(typeof(KeyJsonConverter<LibraryContainerLocator>))]
public readonly record struct LibraryContainerLocator :
    IOpaqueKey<LibraryContainerLocator>, ISpanParsable<LibraryContainerLocator>, ISpanFormattable, IUtf8SpanFormattable
{
    private static readonly KeyKind Kind = new("container key", KeyForms.LibraryContainer);

    private readonly string? _text;

    private LibraryContainerLocator(string text) => _text = text;

    static KeyKind IOpaqueKey<LibraryContainerLocator>.Kind => Kind;

    /// <summary>The library; the default for the default.</summary>
    public LibraryLocatorV2 Library => _text is null ? default : LibraryLocatorV2.Create(Part);

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The type of the container: <c>unit</c>, <c>subsection</c> or <c>section</c>; empty for the default.</summary>
    public string ContainerType => Part(KeyPart.ContainerType) ?? "";

    /// <summary>The id of the container, unique for its type; empty for the default.</summary>
    public string ContainerId => Part(KeyPart.Container) ?? "";

    /// <summary>Creates the key of a container in a library.</summary>
    /// <param name="library">The library.</param>
    /// <param name="containerType">The type of the container.</param>
    /// <param name="containerId">The id of the container, unique for its type.</param>
    /// <exception cref="ArgumentException">
    /// The library is the default, or a part is empty or has a character other than a letter (in the type: an ASCII letter), a digit or
    /// one of <c>_-.</c>.
    /// </exception>
    public static LibraryContainerLocator Create(LibraryLocatorV2 library, string containerType, string containerId) =>
        new(KeyForms.LibraryContainer.Compose(part => part switch
        {
            KeyPart.ContainerType => containerType,
            KeyPart.Container => containerId,
            _ => library.Part(part),
        }));

    /// <inheritdoc cref="CourseKey.Parse(string)"/>
    public static LibraryContainerLocator Parse(string s) => KeyText.Parse<LibraryContainerLocator>(s);

    /// <inheritdoc cref="CourseKey.Parse(string)"/>
    public static LibraryContainerLocator Parse(ReadOnlySpan<char> s) => KeyText.Parse<LibraryContainerLocator>(s);

    /// <inheritdoc cref="CourseKey.TryParse(string?, out CourseKey)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out LibraryContainerLocator result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="CourseKey.TryParse(string?, out CourseKey)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out LibraryContainerLocator result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="CourseKey.ToString"/>
    public override string ToString() => _text ?? "";

    static LibraryContainerLocator IOpaqueKey<LibraryContainerLocator>.FromValidText(string text) => new(text);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, Kind.Name, utf8Destination, out bytesWritten);

    private string? Part(KeyPart part) => Kind.Part(_text, part);
}
