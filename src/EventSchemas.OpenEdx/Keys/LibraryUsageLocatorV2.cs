using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>A block in a content library: <c>lb:org:library:html:id</c>.</summary>
/// <remarks>
/// It is read only from a text that has one of its forms, and gives that text back. The default is no key: its text is empty, and the codec
/// refuses to write it with an <see cref="EventDataException"/>.
/// </remarks>
[JsonConverter(typeof(KeyJsonConverter<LibraryUsageLocatorV2>))]
public readonly partial struct LibraryUsageLocatorV2 : ISpanParsable<LibraryUsageLocatorV2>, ISpanFormattable, IUtf8SpanFormattable, IEquatable<LibraryUsageLocatorV2>
{
    private static readonly KeyKind Kind = new("key of a block in a library", KeyForms.LibraryBlockV2);

    /// <summary>The library; the default for the default.</summary>
    public LibraryLocatorV2 Library => _text is null ? default : LibraryLocatorV2.Create(Part);

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The type of the block, such as <c>html</c> or <c>problem</c>; empty for the default.</summary>
    public string BlockType => Part(KeyPart.BlockType) ?? "";

    /// <summary>Which block of its type it is; empty for the default.</summary>
    public string BlockId => Part(KeyPart.BlockId) ?? "";

    /// <summary>The key of a block in a library.</summary>
    /// <param name="library">The library.</param>
    /// <param name="blockType">The type of the block.</param>
    /// <param name="blockId">Which block of its type it is.</param>
    /// <exception cref="ArgumentException">The library is the default, or a part is empty or has a character other than a letter (of the Latin alphabet in the type), a digit or one of <c>_-.</c>.</exception>
    public static LibraryUsageLocatorV2 Create(LibraryLocatorV2 library, string blockType, string blockId) =>
        new(KeyForms.LibraryBlockV2.Compose(part => part switch
        {
            KeyPart.BlockType => blockType,
            KeyPart.BlockId => blockId,
            _ => library.Part(part),
        }));

    /// <summary>The same key as a usage key; the default for the default.</summary>
    public UsageKey ToUsageKey() => _text is null ? default : UsageKey.Parse(_text);

    private string? Part(KeyPart part) => Kind.Part(_text, part);
}
