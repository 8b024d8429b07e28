using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>A custom course for EdX (CCX), which a coach runs based on a course: <c>ccx-v1:org+course+run+ccx@1</c>.</summary>
/// <inheritdoc cref="CourseKey" path="/remarks"/>
[TextForm(KeyPatterns.CcxV1, Example = "ccx-v1:edX+DemoX+2026+ccx@1")]
[JsonConverter(typeof(KeyJsonConverter<CcxLocator>))]
public readonly record struct CcxLocator : IOpaqueKey<CcxLocator>, ISpanParsable<CcxLocator>, ISpanFormattable, IUtf8SpanFormattable
{
    private static readonly KeyKind Kind = new("CCX key", KeyForms.CcxV1);

    private readonly string? _text;

    private CcxLocator(string text) => _text = text;

    static KeyKind IOpaqueKey<CcxLocator>.Kind => Kind;

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The course within the organization; empty for the default.</summary>
    public string Course => Part(KeyPart.Course) ?? "";

    /// <summary>The run of the course; empty for the default.</summary>
    public string Run => Part(KeyPart.Run) ?? "";

    /// <summary>The branch, or <see langword="null"/> if the key has none.</summary>
    public string? Branch => Part(KeyPart.Branch);

    /// <summary>The version, 24 hexadecimal digits, or <see langword="null"/> if the key has none.</summary>
    public string? Version => Part(KeyPart.Version);

    /// <summary>The number of the custom course; empty for the default.</summary>
    public string Ccx => Part(KeyPart.Ccx) ?? "";

    /// <summary>Creates the key of a custom course.</summary>
    /// <param name="course">The course that it is based on: <c>course-v1:…</c>.</param>
    /// <param name="ccx">Its number.</param>
    /// <exception cref="ArgumentException">
    /// The key of the course has no run, or the number is empty or has a character other than a digit.
    /// </exception>
    public static CcxLocator Create(CourseKey course, string ccx) =>
        new(KeyForms.CcxV1.Compose(part => part == KeyPart.Ccx ? ccx : course.Part(part)));

    /// <summary>The same key as a course key; the default for the default.</summary>
    public CourseKey ToCourseKey() => _text is null ? default : CourseKey.Parse(_text);

    /// <summary>The course that it is based on: <c>course-v1:org+course+run</c>; the default for the default.</summary>
    public CourseKey ToOriginalCourse() => _text is null ? default : CourseKey.Create(KeyForms.CourseV1, Part);

    /// <inheritdoc cref="CourseKey.Parse(string)"/>
    public static CcxLocator Parse(string s) => KeyText.Parse<CcxLocator>(s);

    /// <inheritdoc cref="CourseKey.Parse(string)"/>
    public static CcxLocator Parse(ReadOnlySpan<char> s) => KeyText.Parse<CcxLocator>(s);

    /// <inheritdoc cref="CourseKey.TryParse(string?, out CourseKey)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out CcxLocator result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="CourseKey.TryParse(string?, out CourseKey)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out CcxLocator result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="CourseKey.ToString"/>
    public override string ToString() => _text ?? "";

    static CcxLocator IOpaqueKey<CcxLocator>.FromValidText(string text) => new(text);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, Kind.Name, utf8Destination, out bytesWritten);

    private string? Part(KeyPart part) => Kind.Part(_text, part);
}
