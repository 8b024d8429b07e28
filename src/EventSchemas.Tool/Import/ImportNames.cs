using EventSchemas.Avro;
using EventSchemas.Contracts;
using EventSchemas.Declarations;

namespace EventSchemas.Tool;

/// <summary>C# names for the names of a schema.</summary>
static class ImportNames
{
    private const string OpenEdx = "org.openedx.";

    // The organization in front of an event type: org.acme; and the subdomain of Open edX.
    private const int WordsOfOrganization = 2;
    private const int WordsOfOpenEdx = 3;

    /// <summary>Members that every record has, or that it can't have.</summary>
    private static readonly HashSet<string> OfEveryRecord = new(StringComparer.Ordinal)
    {
        "Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers",
        "ReferenceEquals", "ToString",
    };

    // A type of one of these names would be meant where the imported code means ours, or that of .NET.
    private static readonly HashSet<string> UsedTypes = new(
        new[] { "DateOnly", "DateTime", "DateTimeOffset", "Guid", "IReadOnlyDictionary", "IReadOnlyList", "TimeOnly" }
            .Concat(new[] { typeof(AvroEventAttribute), typeof(AvroSchema) }
                .SelectMany(type => type.Assembly.GetExportedTypes())
                .SelectMany(type => new[] { type.Name, type.Name.Replace(nameof(Attribute), "", StringComparison.Ordinal) })),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>A name in words with capitals: <c>course_key</c>, <c>COURSE_KEY</c> and <c>CourseKey</c> become <c>CourseKey</c>.</summary>
    public static string Pascal(string name) =>
        WireNames.Member(name.Length > 1 && !name.Any(char.IsAsciiLetterLower) ? name.ToLowerInvariant() : name);

    /// <summary>The name of an event's record: <c>OrderPlaced</c> for <c>org.acme.order.placed.v1</c>.</summary>
    public static string OfEventType(string eventType)
    {
        string stem = NextEventType.HasVersion(eventType) ? eventType[..eventType.LastIndexOf('.')] : eventType;
        string[] words = stem.Split('.', StringSplitOptions.RemoveEmptyEntries);
        int around = eventType.StartsWith(OpenEdx, StringComparison.Ordinal) ? WordsOfOpenEdx : WordsOfOrganization;
        string[] own = words.Length > around ? words[around..] : words;
        string text = new(string.Join('_', own).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_').ToArray());
        return Pascal(text);
    }

    /// <summary>The feature flag of an event, where nobody names one.</summary>
    /// <param name="record">The name of the event's record.</param>
    public static string FlagOf(string record) => record.EndsWith("Event", StringComparison.Ordinal) ? record : record + "Event";

    /// <summary>The names of a record's members, in their order.</summary>
    /// <param name="record">The record.</param>
    /// <param name="typeName">Its name in C#.</param>
    public static IReadOnlyList<string> Members(AvroRecordSchema record, string typeName)
    {
        var taken = new HashSet<string>(OfEveryRecord, StringComparer.Ordinal) { typeName };
        return [.. record.Fields.Select(field => Claim(Pascal(field.Name), "Value", taken))];
    }

    /// <summary>The names of an enum's symbols, in their order.</summary>
    public static IReadOnlyList<string> Symbols(AvroEnumSchema @enum)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { "value__" };
        return [.. @enum.Symbols.Select(symbol => Claim(Pascal(symbol), "Value", taken))];
    }

    /// <summary>Whether the imported code means another type by a name.</summary>
    public static bool IsUsed(string type) => UsedTypes.Contains(type);

    /// <summary>The members on the way of a key, in C#.</summary>
    /// <param name="root">The event's own record.</param>
    /// <param name="key">The way as names of fields or of members.</param>
    /// <param name="nameOf">The C# name of a record.</param>
    /// <exception cref="ToolException">The schema has no such field.</exception>
    public static string Key(AvroRecordSchema root, string key, Func<AvroNamedSchema, string?> nameOf)
    {
        var way = new List<string>();
        AvroSchema at = root;
        foreach (string part in key.Split('.'))
        {
            IReadOnlyList<string> members = at is AvroRecordSchema record ? Members(record, nameOf(record) ?? record.Name) : [];
            int index = at is AvroRecordSchema named ? named.IndexOf(part) : -1;
            index = index < 0 ? members.ToList().IndexOf(part) : index;
            if (index < 0)
            {
                throw new ToolException($"--key is '{key}', and {root.Name} has no member '{part}' there.", ExitCode.Usage);
            }

            way.Add(members[index]);
            at = ((AvroRecordSchema)at).Fields[index].Schema;
        }

        return string.Join('.', way);
    }

    private static string Claim(string wanted, string suffix, HashSet<string> taken)
    {
        string name = wanted;
        for (int i = 1; !taken.Add(name); i++)
        {
            name = wanted + suffix + (i == 1 ? "" : FormattableString.Invariant($"{i}"));
        }

        return name;
    }
}
