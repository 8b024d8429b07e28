using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>
/// A block in the place where it is used: <c>block-v1:org+course+run+type@html+block@id</c> in a course, <c>i4x://org/course/html/id</c>
/// in an old one, <c>ccx-block-v1:…</c> in a custom one, <c>lb:org:library:html:id</c> in a library,
/// <c>lib-block-v1:…</c> in an old one.
/// </summary>
/// <inheritdoc cref="CourseKey" path="/remarks"/>
[TextForm(KeyPatterns.Usage, Example = "block-v1:edX+DemoX+2026+type@problem+block@first")]
[JsonConverter(typeof(KeyJsonConverter<UsageKey>))]
public readonly record struct UsageKey : IOpaqueKey<UsageKey>, ISpanParsable<UsageKey>, ISpanFormattable, IUtf8SpanFormattable
{
    private static readonly KeyKind Kind = new(
        "usage key",
        KeyForms.BlockV1,
        KeyForms.I4x,
        KeyForms.LibraryBlockV2,
        KeyForms.LibraryBlockV1,
        KeyForms.CcxBlockV1);

    // The form of a block's key for each form of its course's key. An i4x key has no run, so the course's key can't be derived from it.
    private static readonly (KeyForm Course, KeyForm Block)[] Blocks =
    [
        (KeyForms.CourseV1, KeyForms.BlockV1),
        (KeyForms.LibraryV1, KeyForms.LibraryBlockV1),
        (KeyForms.CcxV1, KeyForms.CcxBlockV1),
        (KeyForms.SlashSeparatedCourse, KeyForms.I4x),
    ];

    private readonly string? _text;

    private UsageKey(string text) => _text = text;

    static KeyKind IOpaqueKey<UsageKey>.Kind => Kind;

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The course within the organization, or <see langword="null"/> if the block is in a library.</summary>
    public string? Course => Part(KeyPart.Course);

    /// <summary>The run of the course, or <see langword="null"/> if the block is in a library or an old course.</summary>
    public string? Run => Part(KeyPart.Run);

    /// <summary>The library within the organization, or <see langword="null"/> if the block is in a course.</summary>
    public string? Library => Part(KeyPart.Library);

    /// <summary>The branch, or <see langword="null"/> if the key has none.</summary>
    public string? Branch => Part(KeyPart.Branch);

    /// <summary>The version, 24 hexadecimal digits, or <see langword="null"/> if the key has none.</summary>
    public string? Version => Part(KeyPart.Version);

    /// <summary>The number of the custom course, or <see langword="null"/> if the block isn't in one.</summary>
    public string? Ccx => Part(KeyPart.Ccx);

    /// <summary>The type of the block, such as <c>html</c> or <c>problem</c>; empty for the default.</summary>
    public string BlockType => Part(KeyPart.BlockType) ?? "";

    /// <summary>The id of the block, unique for its type; empty for the default.</summary>
    public string BlockId => Part(KeyPart.BlockId) ?? "";

    /// <summary>
    /// The course (or the old library) that the block is in, or <see langword="null"/> if the key doesn't tell: <c>i4x://</c> has no run,
    /// and the library of <c>lb:</c> isn't a course.
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

    /// <summary>Creates the key of a block in a course, in the form that belongs to the form of the course's key.</summary>
    /// <param name="course">The course, or the old library.</param>
    /// <param name="blockType">The type of the block.</param>
    /// <param name="blockId">The id of the block, unique for its type.</param>
    /// <exception cref="ArgumentException">
    /// The course is the default, or a part is empty or has a character other than a letter, a digit or one of <c>_-~.:</c>.
    /// </exception>
    public static UsageKey Create(CourseKey course, string blockType, string blockId)
    {
        KeyForm? form = course.Form;
        return form is null
            ? throw new ArgumentException("The course key is the default, which is not a key.", nameof(course))
            : new(Array.Find(Blocks, pair => pair.Course == form).Block.Compose(part => part switch
            {
                KeyPart.BlockType => blockType,
                KeyPart.BlockId => blockId,
                _ => course.Part(part),
            }));
    }

    /// <inheritdoc cref="OpenEdx.CourseKey.Parse(string)"/>
    public static UsageKey Parse(string s) => KeyText.Parse<UsageKey>(s);

    /// <inheritdoc cref="OpenEdx.CourseKey.Parse(string)"/>
    public static UsageKey Parse(ReadOnlySpan<char> s) => KeyText.Parse<UsageKey>(s);

    /// <inheritdoc cref="OpenEdx.CourseKey.TryParse(string?, out OpenEdx.CourseKey)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out UsageKey result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="OpenEdx.CourseKey.TryParse(string?, out OpenEdx.CourseKey)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out UsageKey result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="OpenEdx.CourseKey.ToString"/>
    public override string ToString() => _text ?? "";

    static UsageKey IOpaqueKey<UsageKey>.FromValidText(string text) => new(text);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, Kind.Name, utf8Destination, out bytesWritten);

    private string? Part(KeyPart part) => Kind.Part(_text, part);
}
