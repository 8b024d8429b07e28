using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>A content library: <c>lib:org:slug</c>.</summary>
/// <remarks>
/// It is read only from a text that has one of its forms, and gives that text back. The default is no key: its text is empty, and the codec
/// refuses to write it with an <see cref="EventDataException"/>.
/// </remarks>
[JsonConverter(typeof(KeyJsonConverter<LibraryLocatorV2>))]
public readonly partial struct LibraryLocatorV2 : ISpanParsable<LibraryLocatorV2>, ISpanFormattable, IUtf8SpanFormattable, IEquatable<LibraryLocatorV2>
{
    private static readonly KeyKind Kind = new("library key", KeyForms.LibraryV2);

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The library within the organization; empty for the default.</summary>
    public string Slug => Part(KeyPart.Library) ?? "";

    /// <summary>The key of a library.</summary>
    /// <param name="org">The organization.</param>
    /// <param name="slug">The library within the organization.</param>
    /// <exception cref="ArgumentException">A part is empty or has a character other than a letter (of the Latin alphabet in the organization), a digit or one of <c>_-.</c>.</exception>
    public static LibraryLocatorV2 Create(string org, string slug) => new(KeyForms.LibraryV2.Compose(part => part == KeyPart.Org ? org : slug));

    internal static LibraryLocatorV2 Create(Func<KeyPart, string?> parts) => new(KeyForms.LibraryV2.Compose(parts));

    internal string? Part(KeyPart part) => Kind.Part(_text, part);
}
