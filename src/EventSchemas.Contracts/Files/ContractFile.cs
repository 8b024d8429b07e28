using System.Security.Cryptography;
using System.Text;
using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>
/// What <c>&lt;event type&gt;.contract.json</c> says: what the schema beside it can't. One source serves the analyzers, the fixes
/// and the build task, so that they write the same text.
/// </summary>
sealed record ContractFile(string EventType, ContractTerms Terms, string Sha256)
{
    private const string Mirror = "mirror";

    /// <summary>The ending of the file's name, behind the event type.</summary>
    public const string Extension = ".contract.json";

    /// <summary>The ending of the schema's file name, behind the event type.</summary>
    public const string SchemaExtension = ".avsc";

    /// <summary>The contract of an event.</summary>
    public static ContractFile Of(string eventType, AvroSchema schema, ContractTerms terms) => new(eventType, terms, HashOf(schema));

    /// <summary>A hash of all that a schema says: a fingerprint of its canonical form would miss defaults and logical types.</summary>
    public static string HashOf(AvroSchema schema)
    {
        using var sha256 = SHA256.Create();
        byte[] hash = sha256.ComputeHash(Encoding.UTF8.GetBytes(schema.ToJson(AvroJsonFormat.Registry)));
        var text = new StringBuilder(hash.Length * 2);
        foreach (byte part in hash)
        {
            text.Append(part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>The contract in a file's text; or what is wrong with the text.</summary>
    public static (ContractFile? Contract, AvroSchemaException? Problem) Parse(string text)
    {
        try
        {
            AvroJson json = AvroJson.Parse(text);
            string? Member(string name) => json.Member(name) is { Kind: AvroJsonKind.String } value ? value.Text : null;
            if (Member("eventType") is { } eventType && Member("compatibility") is { } level && Member("sha256") is { } hash)
            {
                EquatableArray<string> personal = json.Member("personalData") is { Kind: AvroJsonKind.Array } list ? list.Items.Select(item => item.Text).ToEquatableArray() : default;
                return (new ContractFile(eventType, new ContractTerms(Member("topic"), Member("key"), Member("role") == Mirror, level, personal), hash), null);
            }

            return (null, new AvroSchemaException("\"eventType\", \"compatibility\" and \"sha256\" must be there, as text", json.Line, json.Column));
        }
        catch (AvroSchemaException e)
        {
            return (null, e);
        }
    }

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
            lines.Add("  \"personalData\": [\n" + string.Join(",\n", Terms.PersonalData.Select(member => $"    {AvroJson.FromString(member)}")) + "\n  ]");
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
