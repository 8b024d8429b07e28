namespace EventSchemas.OpenEdx;

/// <summary>The forms of the keys that an event can carry, as the Python library opaque-keys reads and writes them.</summary>
static class KeyForms
{
    private const int ObjectIdLength = 24;

    private static readonly KeySegment[] Course =
    [
        new("", KeyPart.Org, KeyAlphabet.Identifier),
        new("+", KeyPart.Course, KeyAlphabet.Identifier),
        new("+", KeyPart.Run, KeyAlphabet.Identifier),
    ];

    private static readonly KeySegment[] OldLibrary =
    [
        new("", KeyPart.Org, KeyAlphabet.Identifier),
        new("+", KeyPart.Library, KeyAlphabet.Identifier),
    ];

    private static readonly KeySegment[] Revision =
    [
        new("+branch@", KeyPart.Branch, KeyAlphabet.Identifier) { IsOptional = true },
        new("+version@", KeyPart.Version, KeyAlphabet.Hexadecimal)
        {
            IsOptional = true,
            MinLength = ObjectIdLength,
            MaxLength = ObjectIdLength,
        },
    ];

    private static readonly KeySegment Ccx = new("+ccx@", KeyPart.Ccx, KeyAlphabet.Number);

    private static readonly KeySegment[] Block =
    [
        new("+type@", KeyPart.BlockType, KeyAlphabet.Identifier),
        new("+block@", KeyPart.BlockId, KeyAlphabet.Identifier),
    ];

    private static readonly KeySegment[] Library =
    [
        new("", KeyPart.Org, KeyAlphabet.Ascii),
        new(":", KeyPart.Library, KeyAlphabet.Slug),
    ];

    public static KeyForm CourseV1 { get; } = new("course-v1:", [.. Course, .. Revision]);

    // The run of an old course can be empty; the slash in front of it stays.
    public static KeyForm SlashSeparatedCourse { get; } = new(
        "",
        new("", KeyPart.Org, KeyAlphabet.OldIdentifier),
        new("/", KeyPart.Course, KeyAlphabet.OldIdentifier),
        new("/", KeyPart.Run, KeyAlphabet.OldIdentifier) { MinLength = 0 });

    public static KeyForm LibraryV1 { get; } = new("library-v1:", [.. OldLibrary, .. Revision]);

    public static KeyForm CcxV1 { get; } = new("ccx-v1:", [.. Course, .. Revision, Ccx]);

    public static KeyForm BlockV1 { get; } = new("block-v1:", [.. Course, .. Revision, .. Block]);

    public static KeyForm LibraryBlockV1 { get; } = new("lib-block-v1:", [.. OldLibrary, .. Revision, .. Block]);

    public static KeyForm CcxBlockV1 { get; } = new("ccx-block-v1:", [.. Course, .. Revision, Ccx, .. Block]);

    public static KeyForm I4x { get; } = new(
        "i4x://",
        new("", KeyPart.Org, KeyAlphabet.OldIdentifier),
        new("/", KeyPart.Course, KeyAlphabet.OldIdentifier),
        new("/", KeyPart.BlockType, KeyAlphabet.OldBlock),
        new("/", KeyPart.BlockId, KeyAlphabet.OldBlock),
        new("@", KeyPart.Branch, KeyAlphabet.OldBlock) { IsOptional = true });

    public static KeyForm LibraryV2 { get; } = new("lib:", Library);

    public static KeyForm LibraryBlockV2 { get; } = new(
        "lb:",
        [.. Library, new(":", KeyPart.BlockType, KeyAlphabet.Ascii), new(":", KeyPart.BlockId, KeyAlphabet.Slug)]);

    public static KeyForm LibraryCollection { get; } = new(
        "lib-collection:",
        [.. Library, new(":", KeyPart.Collection, KeyAlphabet.Slug)]);

    public static KeyForm LibraryContainer { get; } = new(
        "lct:",
        [.. Library, new(":", KeyPart.ContainerType, KeyAlphabet.Ascii), new(":", KeyPart.Container, KeyAlphabet.Slug)]);
}
