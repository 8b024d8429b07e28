using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>
/// A course: <c>course-v1:org+course+run</c>, or <c>org/course/run</c> for old courses. The custom course
/// <c>ccx-v1:org+course+run+ccx@1</c> and the old library <c>library-v1:org+library</c> are course keys too; <c>lib:org:slug</c> isn't.
/// </summary>
/// <remarks>
/// A key can only be made from a text that has one of the key's forms, and keeps that text unchanged. Two keys are equal if their texts
/// are, character by character. The default value is not a key: its text is empty, and the codec throws an
/// <see cref="EventDataException"/> instead of writing it.
/// </remarks>
[TextForm(KeyPatterns.Course, Example = "course-v1:edX+DemoX+2026")]
[JsonConverter(typeof(KeyJsonConverter<CourseKey>))]
public readonly record struct CourseKey : IOpaqueKey<CourseKey>, ISpanParsable<CourseKey>, ISpanFormattable, IUtf8SpanFormattable
{
    private static readonly KeyKind Kind = new(
        "course key",
        KeyForms.CourseV1,
        KeyForms.SlashSeparatedCourse,
        KeyForms.LibraryV1,
        KeyForms.CcxV1);

    private readonly string? _text;

    private CourseKey(string text) => _text = text;

    static KeyKind IOpaqueKey<CourseKey>.Kind => Kind;

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The course within the organization, or <see langword="null"/> if the key is a library's.</summary>
    public string? Course => Part(KeyPart.Course);

    /// <summary>The run of the course, which can be empty for an old course; <see langword="null"/> if the key is a library's.</summary>
    public string? Run => Part(KeyPart.Run);

    /// <summary>The library within the organization, or <see langword="null"/> where the key is a course's.</summary>
    public string? Library => Part(KeyPart.Library);

    /// <summary>The branch, such as <c>draft-branch</c>, or <see langword="null"/> if the key has none.</summary>
    public string? Branch => Part(KeyPart.Branch);

    /// <summary>The version, 24 hexadecimal digits, or <see langword="null"/> if the key has none.</summary>
    public string? Version => Part(KeyPart.Version);

    /// <summary>The number of the custom course, or <see langword="null"/> if the key isn't a custom course's.</summary>
    public string? Ccx => Part(KeyPart.Ccx);

    internal KeyForm? Form => _text is null ? null : Kind.FormOf(_text);

    /// <summary>Creates the key of a course: <c>course-v1:org+course+run</c>.</summary>
    /// <param name="org">The organization.</param>
    /// <param name="course">The course within the organization.</param>
    /// <param name="run">The run of the course.</param>
    /// <exception cref="ArgumentException">
    /// A part is empty or has a character other than a letter, a digit or one of <c>_-~.:</c>.
    /// </exception>
    public static CourseKey Create(string org, string course, string run) => new(KeyForms.CourseV1.Compose(part => part switch
    {
        KeyPart.Org => org,
        KeyPart.Course => course,
        KeyPart.Run => run,
        _ => null,
    }));

    internal static CourseKey Create(KeyForm form, Func<KeyPart, string?> parts) => new(form.Compose(parts));

    /// <summary>Reads a key from its text.</summary>
    /// <param name="s">The text.</param>
    /// <exception cref="ArgumentNullException">The text is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">The text has none of the forms of this type of key. The message lists them.</exception>
    public static CourseKey Parse(string s) => KeyText.Parse<CourseKey>(s);

    /// <inheritdoc cref="Parse(string)"/>
    public static CourseKey Parse(ReadOnlySpan<char> s) => KeyText.Parse<CourseKey>(s);

    /// <summary>Reads a key from its text, without throwing.</summary>
    /// <param name="s">The text.</param>
    /// <param name="result">The key, or the default if the text isn't one.</param>
    /// <returns>Whether the text has one of the forms of this type of key.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out CourseKey result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out CourseKey)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out CourseKey result) => KeyText.TryParse(s, out result);

    /// <summary>The text, exactly as it was read; empty for the default.</summary>
    public override string ToString() => _text ?? "";

    static CourseKey IOpaqueKey<CourseKey>.FromValidText(string text) => new(text);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, Kind.Name, utf8Destination, out bytesWritten);

    internal string? Part(KeyPart part) => Kind.Part(_text, part);
}
