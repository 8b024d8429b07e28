using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>The content of <c>&lt;event type&gt;.contract.json</c>: what the schema beside it can't say.</summary>
/// <param name="EventType">The event type.</param>
/// <param name="Terms">What the event guarantees besides its schema.</param>
/// <param name="Sha256">
/// A hash of everything in the schema: a fingerprint of its canonical form would miss defaults and logical types.
/// </param>
sealed record ContractFile(string EventType, ContractTerms Terms, string Sha256)
{
    private const string Mirror = "mirror";

    /// <summary>The contract of an event.</summary>
    public static ContractFile Of(string eventType, AvroSchema schema, ContractTerms terms) => new(eventType, terms, HashOf(schema));

    /// <summary>The hash of a schema.</summary>
    public static string HashOf(AvroSchema schema)
    {
        using var sha256 = SHA256.Create();
        byte[] hash = sha256.ComputeHash(Encoding.UTF8.GetBytes(schema.ToJson(AvroJsonFormat.Registry)));
        var text = new StringBuilder(hash.Length * 2);
        foreach (byte part in hash)
        {
            text.Append(part.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>The contract in a file's text, or what is wrong with the text.</summary>
    public static ParsedText<ContractFile> Parse(string text) => ParsedText<ContractFile>.Of(text, source =>
    {
        AvroJson json = AvroJson.Parse(source);
        string? Member(string name) => json.Member(name) is { Kind: AvroJsonKind.String } value ? value.Text : null;
        if (Member("eventType") is not { } eventType || Member("compatibility") is not { } level || Member("sha256") is not { } hash)
        {
            const string problem = "\"eventType\", \"compatibility\" and \"sha256\" must be there, as text";
            throw new AvroSchemaException(problem, json.Line, json.Column);
        }

        EquatableArray<string> personal = json.Member("personalData") is { Kind: AvroJsonKind.Array } list
            ? list.Items.Select(item => item.Text).ToEquatableArray()
            : default;
        var terms = new ContractTerms(Member("topic"), Member("key"), IsMirror: Member("role") == Mirror, level, personal);
        return new ContractFile(eventType, terms, hash);
    });

    /// <summary>The file's text.</summary>
    public string ToText()
    {
        var lines = new List<string>();
        Add(lines, "eventType", EventType);
        Add(lines, "topic", Terms.Topic);
        Add(lines, "key", Terms.Key);
        Add(lines, "role", Terms.IsMirror ? Mirror : null);
        Add(lines, "compatibility", Terms.Compatibility);
        if (Terms.PersonalData.Count > 0)
        {
            IEnumerable<string> members = Terms.PersonalData.Select(member => $"    {AvroJson.FromString(member)}");
            lines.Add("  \"personalData\": [\n" + string.Join(",\n", members) + "\n  ]");
        }

        Add(lines, "sha256", Sha256);
        return "{\n" + string.Join(",\n", lines) + "\n}\n";
    }

    private static void Add(List<string> lines, string name, string? value)
    {
        if (value is not null)
        {
            lines.Add($"  \"{name}\": {AvroJson.FromString(value)}");
        }
    }
}

/// <summary>What an event promises beside its schema.</summary>
/// <param name="Topic">The topic, if it declares one.</param>
/// <param name="Key">The key as a dotted path of schema field names, if it declares one.</param>
/// <param name="IsMirror">Whether another team owns it.</param>
/// <param name="Compatibility">The level in the registry's spelling.</param>
/// <param name="PersonalData">The members that hold personal data, as record and field.</param>
sealed record ContractTerms(string? Topic, string? Key, bool IsMirror, string Compatibility, EquatableArray<string> PersonalData)
{
    /// <summary>The level; the default one where the text isn't a level.</summary>
    public CompatibilityLevel Level => LevelOf(Compatibility);

    /// <summary>The level of a text in the registry's spelling; the default one where it isn't a level.</summary>
    public static CompatibilityLevel LevelOf(string? text) =>
        CompatibilityLevels.TryParseRegistryName(text, out CompatibilityLevel level) ? level : CompatibilityLevel.FullTransitive;
}

/// <summary>What a contract file's text holds, or what is wrong with the text: exactly one of the two.</summary>
sealed record ParsedText<T>(T? Value, AvroSchemaException? Problem)
    where T : class
{
    /// <summary>Parses a text.</summary>
    public static ParsedText<T> Of(string text, Func<string, T> parse)
    {
        try
        {
            return new ParsedText<T>(parse(text), null);
        }
        catch (AvroSchemaException e)
        {
            return new ParsedText<T>(null, e);
        }
    }
}
