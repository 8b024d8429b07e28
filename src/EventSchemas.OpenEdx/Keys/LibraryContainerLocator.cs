using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>A container in a content library, such as a unit: <c>lct:org:library:unit:id</c>.</summary>
/// <remarks>
/// It is read only from a text that has one of its forms, and gives that text back. The default is no key: its text is empty, and the codec
/// refuses to write it with an <see cref="EventDataException"/>.
/// </remarks>
[JsonConverter(typeof(KeyJsonConverter<LibraryContainerLocator>))]
public readonly partial struct LibraryContainerLocator : ISpanParsable<LibraryContainerLocator>, ISpanFormattable, IUtf8SpanFormattable, IEquatable<LibraryContainerLocator>
{
    private static readonly KeyKind Kind = new("container key", KeyForms.LibraryContainer);

    /// <summary>The library; the default for the default.</summary>
    public LibraryLocatorV2 Library => _text is null ? default : LibraryLocatorV2.Create(Part);

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The type of the container: <c>unit</c>, <c>subsection</c> or <c>section</c>; empty for the default.</summary>
    public string ContainerType => Part(KeyPart.ContainerType) ?? "";

    /// <summary>Which container of its type it is; empty for the default.</summary>
    public string ContainerId => Part(KeyPart.Container) ?? "";

    /// <summary>The key of a container in a library.</summary>
    /// <param name="library">The library.</param>
    /// <param name="containerType">The type of the container.</param>
    /// <param name="containerId">Which container of its type it is.</param>
    /// <exception cref="ArgumentException">The library is the default, or a part is empty or has a character other than a letter (of the Latin alphabet in the type), a digit or one of <c>_-.</c>.</exception>
    public static LibraryContainerLocator Create(LibraryLocatorV2 library, string containerType, string containerId) =>
        new(KeyForms.LibraryContainer.Compose(part => part switch
        {
            KeyPart.ContainerType => containerType,
            KeyPart.Container => containerId,
            _ => library.Part(part),
        }));

    private string? Part(KeyPart part) => Kind.Part(_text, part);
}
