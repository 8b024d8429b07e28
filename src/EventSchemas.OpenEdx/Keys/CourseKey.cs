using System.Text.Json.Serialization;

namespace EventSchemas.OpenEdx;

/// <summary>
/// A course: <c>course-v1:org+course+run</c>, or <c>org/course/run</c> as old courses have it. The custom course <c>ccx-v1:org+course+run+ccx@1</c>
/// and the old library <c>library-v1:org+library</c> are course keys too, and <c>lib:org:slug</c> is none.
/// </summary>
/// <remarks>
/// It is read only from a text that has one of its forms, and gives that text back. The default is no key: its text is empty, and the codec
/// refuses to write it with an <see cref="EventDataException"/>.
/// </remarks>
[JsonConverter(typeof(KeyJsonConverter<CourseKey>))]
public readonly partial struct CourseKey : ISpanParsable<CourseKey>, ISpanFormattable, IUtf8SpanFormattable, IEquatable<CourseKey>
{
    private static readonly KeyKind Kind = new(
        "course key",
        KeyForms.CourseV1,
        KeyForms.SlashSeparatedCourse,
        KeyForms.LibraryV1,
        KeyForms.CcxV1);

    /// <summary>The organization; empty for the default.</summary>
    public string Org => Part(KeyPart.Org) ?? "";

    /// <summary>The course within the organization, or <see langword="null"/> where the key is a library's.</summary>
    public string? Course => Part(KeyPart.Course);

    /// <summary>The run of the course, which old courses may have empty; <see langword="null"/> where the key is a library's.</summary>
    public string? Run => Part(KeyPart.Run);

    /// <summary>The library within the organization, or <see langword="null"/> where the key is a course's.</summary>
    public string? Library => Part(KeyPart.Library);

    /// <summary>The branch, such as <c>draft-branch</c>, or <see langword="null"/> where the key names none.</summary>
    public string? Branch => Part(KeyPart.Branch);

    /// <summary>The version, 24 hexadecimal digits, or <see langword="null"/> where the key names none.</summary>
    public string? Version => Part(KeyPart.Version);

    /// <summary>The number of the custom course, or <see langword="null"/> where the key is no custom course's.</summary>
    public string? Ccx => Part(KeyPart.Ccx);

    internal KeyForm? Form => _text is null ? null : Kind.FormOf(_text);

    /// <summary>The key of a course: <c>course-v1:org+course+run</c>.</summary>
    /// <param name="org">The organization.</param>
    /// <param name="course">The course within the organization.</param>
    /// <param name="run">The run of the course.</param>
    /// <exception cref="ArgumentException">A part is empty or has a character other than a letter, a digit or one of <c>_-~.:</c>.</exception>
    public static CourseKey Create(string org, string course, string run) => new(KeyForms.CourseV1.Compose(part => part switch
    {
        KeyPart.Org => org,
        KeyPart.Course => course,
        KeyPart.Run => run,
        _ => null,
    }));

    internal static CourseKey Create(KeyForm form, Func<KeyPart, string?> parts) => new(form.Compose(parts));

    internal string? Part(KeyPart part) => Kind.Part(_text, part);
}
