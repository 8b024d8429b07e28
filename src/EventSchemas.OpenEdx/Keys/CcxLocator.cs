using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>A custom course for EdX, which a coach runs out of a course: <c>ccx-v1:org+course+run+ccx@1</c>.</summary>
/// <remarks>
/// It is read only from a text that has one of its forms, and gives that text back. The default is no key: its text is empty, and the codec
/// refuses to write it with an <see cref="EventDataException"/>.
/// </remarks>
[JsonConverter(typeof(KeyJsonConverter<CcxLocator>))]
public readonly partial struct CcxLocator : ISpanParsable<CcxLocator>, ISpanFormattable, IUtf8SpanFormattable, IEquatable<CcxLocator>
{
    private static readonly KeyKind Kind = new("CCX key", KeyForms.CcxV1);

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The course within the organization; empty for the default.</summary>
    public string Course => Part(KeyPart.Course) ?? "";

    /// <summary>The run of the course; empty for the default.</summary>
    public string Run => Part(KeyPart.Run) ?? "";

    /// <summary>The branch, or <see langword="null"/> where the key names none.</summary>
    public string? Branch => Part(KeyPart.Branch);

    /// <summary>The version, 24 hexadecimal digits, or <see langword="null"/> where the key names none.</summary>
    public string? Version => Part(KeyPart.Version);

    /// <summary>The number of the custom course; empty for the default.</summary>
    public string Ccx => Part(KeyPart.Ccx) ?? "";

    /// <summary>The key of a custom course.</summary>
    /// <param name="course">The course that it is made from: <c>course-v1:…</c>.</param>
    /// <param name="ccx">Its number.</param>
    /// <exception cref="ArgumentException">The course is none with a run, or the number is empty or has a character other than a digit.</exception>
    public static CcxLocator Create(CourseKey course, string ccx) =>
        new(KeyForms.CcxV1.Compose(part => part == KeyPart.Ccx ? ccx : course.Part(part)));

    /// <summary>The same key as a course key; the default for the default.</summary>
    public CourseKey ToCourseKey() => _text is null ? default : CourseKey.Parse(_text);

    /// <summary>The course that it is made from: <c>course-v1:org+course+run</c>; the default for the default.</summary>
    public CourseKey ToOriginalCourse() => _text is null ? default : CourseKey.Create(KeyForms.CourseV1, Part);

    private string? Part(KeyPart part) => Kind.Part(_text, part);
}
