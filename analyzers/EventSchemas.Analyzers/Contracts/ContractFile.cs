using System.Security.Cryptography;
using System.Text;
using EventSchemas.Avro;

namespace EventSchemas.Analyzers;

/// <summary>
/// What <c>&lt;event type&gt;.contract.json</c> says: what the schema beside it can't. One source serves the analyzers, the fixes
/// and the build task, so that they write the same text.
/// </summary>
sealed record ContractFile(string EventType, string? Topic, string? Key, string Compatibility, string Sha256)
{
    /// <summary>The ending of the file's name, behind the event type.</summary>
    public const string Extension = ".contract.json";

    /// <summary>The ending of the schema's file name, behind the event type.</summary>
    public const string SchemaExtension = ".avsc";

    /// <summary>The contract of an event.</summary>
    public static ContractFile Of(string eventType, AvroSchema schema, string? topic, string? key, string compatibility) =>
        new(eventType, topic, key, compatibility, HashOf(schema));

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
    public static (ContractFile? Contract, string? Problem) Parse(string text)
    {
        try
        {
            AvroJson json = AvroJson.Parse(text);
            string? Member(string name) => json.Member(name) is { Kind: AvroJsonKind.String } value ? value.Text : null;
            if (Member("eventType") is { } eventType && Member("compatibility") is { } level && Member("sha256") is { } hash)
            {
                return (new ContractFile(eventType, Member("topic"), Member("key"), level, hash), null);
            }

            return (null, "\"eventType\", \"compatibility\" and \"sha256\" must be there, as text");
        }
        catch (AvroSchemaException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>The file's text.</summary>
    public string ToText()
    {
        var lines = new List<string>();
        Add(lines, "eventType", EventType);
        Add(lines, "topic", Topic);
        Add(lines, "key", Key);
        Add(lines, "compatibility", Compatibility);
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
