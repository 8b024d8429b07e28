using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>A collection in a content library: <c>lib-collection:org:library:id</c>.</summary>
/// <remarks>
/// It is read only from a text that has one of its forms, and gives that text back. The default is no key: its text is empty, and the codec
/// refuses to write it with an <see cref="EventDataException"/>.
/// </remarks>
[JsonConverter(typeof(KeyJsonConverter<LibraryCollectionLocator>))]
public readonly partial struct LibraryCollectionLocator : ISpanParsable<LibraryCollectionLocator>, ISpanFormattable, IUtf8SpanFormattable, IEquatable<LibraryCollectionLocator>
{
    private static readonly KeyKind Kind = new("collection key", KeyForms.LibraryCollection);

    /// <summary>The library; the default for the default.</summary>
    public LibraryLocatorV2 Library => _text is null ? default : LibraryLocatorV2.Create(Part);

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>Which collection it is; empty for the default.</summary>
    public string CollectionId => Part(KeyPart.Collection) ?? "";

    /// <summary>The key of a collection in a library.</summary>
    /// <param name="library">The library.</param>
    /// <param name="collectionId">Which collection it is.</param>
    /// <exception cref="ArgumentException">The library is the default, or the id is empty or has a character other than a letter, a digit or one of <c>_-.</c>.</exception>
    public static LibraryCollectionLocator Create(LibraryLocatorV2 library, string collectionId) =>
        new(KeyForms.LibraryCollection.Compose(part => part == KeyPart.Collection ? collectionId : library.Part(part)));

    private string? Part(KeyPart part) => Kind.Part(_text, part);
}
