using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>
/// A block where it is used: <c>block-v1:org+course+run+type@html+block@id</c> in a course, <c>i4x://org/course/html/id</c> in an old one,
/// <c>ccx-block-v1:…</c> in a custom one, <c>lb:org:library:html:id</c> in a library, <c>lib-block-v1:…</c> in an old one.
/// </summary>
/// <remarks>
/// It is read only from a text that has one of its forms, and gives that text back. The default is no key: its text is empty, and the codec
/// refuses to write it with an <see cref="EventDataException"/>.
/// </remarks>
[JsonConverter(typeof(KeyJsonConverter<UsageKey>))]
public readonly partial struct UsageKey : ISpanParsable<UsageKey>, ISpanFormattable, IUtf8SpanFormattable, IEquatable<UsageKey>
{
    private static readonly KeyKind Kind = new(
        "usage key",
        KeyForms.BlockV1,
        KeyForms.I4x,
        KeyForms.LibraryBlockV2,
        KeyForms.LibraryBlockV1,
        KeyForms.CcxBlockV1);

    // How a block's key is written in each form of course. An old one says no run, so that its course can't be told from it.
    private static readonly (KeyForm Course, KeyForm Block)[] Blocks =
    [
        (KeyForms.CourseV1, KeyForms.BlockV1),
        (KeyForms.LibraryV1, KeyForms.LibraryBlockV1),
        (KeyForms.CcxV1, KeyForms.CcxBlockV1),
        (KeyForms.SlashSeparatedCourse, KeyForms.I4x),
    ];

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The course within the organization, or <see langword="null"/> where the block is in a library.</summary>
    public string? Course => Part(KeyPart.Course);

    /// <summary>The run of the course, or <see langword="null"/> where the block is in a library or an old course.</summary>
    public string? Run => Part(KeyPart.Run);

    /// <summary>The library within the organization, or <see langword="null"/> where the block is in a course.</summary>
    public string? Library => Part(KeyPart.Library);

    /// <summary>The branch, or <see langword="null"/> where the key names none.</summary>
    public string? Branch => Part(KeyPart.Branch);

    /// <summary>The version, 24 hexadecimal digits, or <see langword="null"/> where the key names none.</summary>
    public string? Version => Part(KeyPart.Version);

    /// <summary>The number of the custom course, or <see langword="null"/> where the block is in none.</summary>
    public string? Ccx => Part(KeyPart.Ccx);

    /// <summary>The type of the block, such as <c>html</c> or <c>problem</c>; empty for the default.</summary>
    public string BlockType => Part(KeyPart.BlockType) ?? "";

    /// <summary>Which block of its type it is; empty for the default.</summary>
    public string BlockId => Part(KeyPart.BlockId) ?? "";

    /// <summary>
    /// The course (or the old library) that the block is in, or <see langword="null"/> where the key can't tell: <c>i4x://</c> says no run, and
    /// what <c>lb:</c> names is no course.
    /// </summary>
    public CourseKey? CourseKey
    {
        get
        {
            KeyForm? form = _text is null || Run is null && Library is null ? null : Kind.FormOf(_text);
            KeyForm? course = Array.Find(Blocks, pair => pair.Block == form).Course;
            return course is null ? null : OpenEdx.CourseKey.Create(course, Part);
        }
    }

    /// <summary>The key of a block in a course, in the form that goes with the course's.</summary>
    /// <param name="course">The course, or the old library.</param>
    /// <param name="blockType">The type of the block.</param>
    /// <param name="blockId">Which block of its type it is.</param>
    /// <exception cref="ArgumentException">The course is the default, or a part is empty or has a character other than a letter, a digit or one of <c>_-~.:</c>.</exception>
    public static UsageKey Create(CourseKey course, string blockType, string blockId)
    {
        KeyForm? form = course.Form;
        return form is null
            ? throw new ArgumentException("The course key is the default, which is no key.", nameof(course))
            : new(Array.Find(Blocks, pair => pair.Course == form).Block.Compose(part => part switch
            {
                KeyPart.BlockType => blockType,
                KeyPart.BlockId => blockId,
                _ => course.Part(part),
            }));
    }

    private string? Part(KeyPart part) => Kind.Part(_text, part);
}
