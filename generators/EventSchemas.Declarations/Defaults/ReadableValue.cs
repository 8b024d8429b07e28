using System.Globalization;
using System.Net;
using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>
/// Whether a JSON value that fits a schema can also be read as the member's C# type. A default that can't would make every older message
/// unreadable.
/// </summary>
/// <param name="records">All records of the event.</param>
sealed class ReadableValue(IReadOnlyList<RecordDeclaration> records)
{
    private const string DateTimeExample = "\"2026-01-31T08:30:00+00:00\"";
    private const string GuidExample = "\"0f8fad5b-d9cb-469f-a165-70867728950e\"";

    /// <summary>Why a value can't be read, as the end of a sentence; null where it can.</summary>
    public string? Problem(MemberType type, AvroJson value) => type switch
    {
        ScalarType scalar => ScalarProblem(scalar, value),
        ConvertedType converted => Problem(converted.Wire, value) ?? TemporalValue.Problem(converted, value),
        NullableType { Value: var inner } => value.Kind == AvroJsonKind.Null ? null : Problem(inner, value),
        ListType list => First(value.Items, item => Problem(list.Item, item)),
        MapType map => First(value.Members, member => TextProblem(member.Key) ?? Problem(map.Value, member.Value)),
        RecordType record => First(
            Record(record).Members,
            member => value.Member(member.FieldName) is { } part && Problem(member.Type, part) is { } problem
                ? $"{member.Name}: {problem}"
                : null),
        UnionType union => Problem(union.Branches[0], value),
        _ => null,
    };

    /// <summary>Why a text can't travel, as the end of a sentence; null where it can.</summary>
    public static string? TextProblem(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return FormattableString.Invariant($"the text holds half of a surrogate pair (U+{(int)text[i]:X4}), ")
                    + "which UTF-8 can't represent: write the whole character";
            }
        }

        return null;
    }

    private RecordDeclaration Record(RecordType reference) => records.First(record => record.FullName == reference.RecordName);

    private static string? ScalarProblem(ScalarType type, AvroJson value) => type.Kind switch
    {
        ScalarKind.Float => IsFinite(value.Text, isSingle: true) ? null : $"{value.Text} is out of the range of float",
        ScalarKind.Double => IsFinite(value.Text, isSingle: false) ? null : $"{value.Text} is out of the range of double",
        ScalarKind.String or ScalarKind.InternedString => TextProblem(value.Text),
        ScalarKind.GuidText => UuidForm.IsValid(value.Text) ? null : $"{value} is not a Guid: write one like {GuidExample}",
        ScalarKind.DateTimeText or ScalarKind.LocalDateTimeText =>
            IsoDateTimeForm.IsValid(value.Text) ? null : $"{value} is not a date and time: write one like {DateTimeExample}",
        ScalarKind.Text or ScalarKind.Utf8Text => TextProblem(value.Text) ?? ParsedTextProblem(type, value),
        ScalarKind.Decimal or ScalarKind.FixedDecimal => UnscaledDecimal.Problem(value.Text, type.Schema),
        _ => null,
    };

    // The compiler can't call the type's own Parse, so it asks the form that the type declares.
    private static string? ParsedTextProblem(ScalarType type, AvroJson value)
    {
        string name = type.ShownName;
        if (type.CSharp == "global::System.Net.IPAddress")
        {
            return IPAddress.TryParse(value.Text, out _) ? null : $"{value} is not an IPAddress: write one like \"192.0.2.1\"";
        }

        if (type.TextForm is not { } form)
        {
            return $"the build can't check which texts {name} parses: declare their form with [TextForm] on {name}, "
                + "or make the member nullable, so that its default is null";
        }

        return TextFormPattern.Matches(form.Pattern, value.Text) == true
            ? null
            : $"{value} is not the text of {Article.Of(name)}{form.Advice}";
    }

    // .NET reads a number that is too large as infinity, .NET Framework throws.
    private static bool IsFinite(string number, bool isSingle)
    {
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return false;
        }

        double magnitude = Math.Abs(isSingle ? (float)value : value);
        return magnitude <= double.MaxValue;
    }

    private static string? First<T>(IEnumerable<T> parts, Func<T, string?> problem) =>
        parts.Select(problem).FirstOrDefault(found => found is not null);
}

/// <summary>Words with their article.</summary>
static class Article
{
    /// <summary>For example <c>a CourseKey</c> or <c>an Order</c>.</summary>
    public static string Of(string noun) => $"{(IsVowel(noun) ? "an" : "a")} {noun}";

    private static bool IsVowel(string noun) => noun.Length > 0 && "aeioAEIO".IndexOf(noun[0]) >= 0;
}
