using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
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
    /// <summary>The attribute that declared an event whose file names none.</summary>
    public const string UsualAttribute = "OpenEdxEvent";

    private const string Mirror = "mirror";
    private const string TermsHash = "termsSha256";
    private static readonly string[] Required = ["eventType", "compatibility", "sha256"];

    /// <summary>
    /// The C# record that declared the event, as the metadata name it; null where the file doesn't say. It finds an event whose event
    /// type was changed, and is no promise to anybody: a renamed record has the same contract.
    /// </summary>
    public string? Record { get; init; }

    /// <summary>
    /// The attribute that declared the event, where it isn't <see cref="UsualAttribute"/>. It says how the event is named in a registry.
    /// </summary>
    public string? DeclaredBy { get; init; }

    /// <summary>
    /// For a version of an event that another team owns: the first version of its library that has a newer one; null where the file doesn't
    /// say.
    /// </summary>
    public string? LibraryBelow { get; init; }

    /// <summary>Whether the terms don't fit the hash that the file has of them, or it has none: somebody edited the file.</summary>
    public bool AreTermsEdited { get; init; }

    /// <summary>The contract of an event.</summary>
    public static ContractFile Of(string eventType, AvroSchema schema, ContractTerms terms) => new(eventType, terms, HashOf(schema));

    /// <summary>Whether another contract promises the same. What one of the two files doesn't say counts as the same.</summary>
    public bool PromisesSameAs(ContractFile other) =>
        EventType == other.EventType && Sha256 == other.Sha256 && Terms.PromiseSameAs(other.Terms);

    /// <summary>The hash of a schema.</summary>
    public static string HashOf(AvroSchema schema) => HashOf(schema.ToJson(AvroJsonFormat.Registry));

    // Of all members, so that the hash also holds for terms that only a newer version of the package knows. The record isn't one.
    private static string HashOfTerms(AvroJson file) => HashOf(AvroJson
        .FromMembers(file.Members.Where(member => member.Key is not ("record" or "sha256" or TermsHash)))
        .ToString());

    private static string HashOf(string content)
    {
        using var sha256 = SHA256.Create();
        byte[] hash = sha256.ComputeHash(Encoding.UTF8.GetBytes(content));
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
            string missing = Required.First(name => Member(name) is null);
            throw new AvroSchemaException($"it isn't as the build wrote it, since \"{missing}\" is missing", json.Line, json.Column);
        }

        EquatableArray<string> personal = json.Member("personalData") is { Kind: AvroJsonKind.Array } list
            ? list.Items.Select(item => item.Text).ToEquatableArray()
            : default;
        var terms = new ContractTerms(Member("topic"), Member("key"), IsMirror: Member("role") == Mirror, level, personal)
        {
            KeyFormat = Member("keyFormat"),
            Transports = TransportTexts.Parse(Member("transports")) ?? Transports.Kafka,
            Meanings = json.Member("meanings") is { Kind: AvroJsonKind.Object } meanings
                ? meanings.Members.Select(member => new MemberMeaning(member.Key, member.Value.Text)).ToEquatableArray()
                : null,
        };
        return new ContractFile(eventType, terms, hash)
        {
            Record = Member("record"),
            DeclaredBy = Member("declaredBy"),
            LibraryBelow = Member("libraryBelow"),
            AreTermsEdited = Member(TermsHash) != HashOfTerms(json),
        };
    });

    /// <summary>The file's text.</summary>
    public string ToText()
    {
        var lines = new List<string>();
        Add(lines, "eventType", EventType);
        Add(lines, "record", Record);
        Add(lines, "declaredBy", DeclaredBy);
        Add(lines, "libraryBelow", LibraryBelow);
        Add(lines, "topic", Terms.Topic);
        Add(lines, "key", Terms.Key);
        Add(lines, "keyFormat", Terms.KeyFormat);
        Add(lines, "transports", Terms.Transports == Transports.Kafka ? null : Terms.Transports.ToText());
        Add(lines, "role", Terms.IsMirror ? Mirror : null);
        Add(lines, "compatibility", Terms.Compatibility);
        if (Terms.PersonalData.Count > 0)
        {
            IEnumerable<string> members = Terms.PersonalData.Select(member => $"    {AvroJson.FromString(member)}");
            lines.Add("  \"personalData\": [\n" + string.Join(",\n", members) + "\n  ]");
        }

        if (Terms.Meanings is { } meanings)
        {
            IEnumerable<string> members = meanings
                .Select(one => $"\n    {AvroJson.FromString(one.Member)}: {AvroJson.FromString(one.Meaning)}");
            lines.Add("  \"meanings\": {" + string.Join(",", members) + (meanings.Count == 0 ? "}" : "\n  }"));
        }

        string hash = HashOfTerms(AvroJson.Parse(ObjectOf(lines)));
        Add(lines, "sha256", Sha256);
        Add(lines, TermsHash, hash);
        return ObjectOf(lines);
    }

    private static string ObjectOf(List<string> lines) => "{\n" + string.Join(",\n", lines) + "\n}\n";

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
    /// <summary>How the key is written, for example <c>text</c>; null for Avro, and without a key.</summary>
    public string? KeyFormat { get; init; }

    /// <summary>The transports that it travels by: they decide how it is read.</summary>
    public Transports Transports { get; init; } = Transports.Kafka;

    /// <summary>
    /// The members whose texts, numbers or bytes stand for something else in C#, and what that is; null where the file doesn't say.
    /// </summary>
    public EquatableArray<MemberMeaning>? Meanings { get; init; }

    /// <summary>The level; the default one where the text isn't a level.</summary>
    public CompatibilityLevel Level => LevelOf(Compatibility);

    /// <summary>The level of a text in the registry's spelling; the default one where it isn't a level.</summary>
    public static CompatibilityLevel LevelOf(string? text) =>
        CompatibilityLevels.TryParseRegistryName(text, out CompatibilityLevel level) ? level : CompatibilityLevel.FullTransitive;

    /// <summary>Whether other terms promise the same. What one of the two doesn't say counts as the same.</summary>
    public bool PromiseSameAs(ContractTerms other) => this with { Meanings = null } == other with { Meanings = null } && MeanSameAs(other);

    /// <summary>Whether the members of both mean the same, as far as both say what they mean.</summary>
    public bool MeanSameAs(ContractTerms other) => Meanings is not { } mine || other.Meanings is not { } others || mine.Equals(others);
}

/// <summary>What the value of a member stands for in C#, where its Avro type doesn't say it.</summary>
/// <param name="Member">The member, as record and field.</param>
/// <param name="Meaning">
/// The type in C#, with its converter if it has one: <c>Guid</c>, or <c>Acme.Money by Acme.CentsConverter</c>.
/// </param>
sealed record MemberMeaning(string Member, string Meaning)
{
    private static readonly Regex Qualifier = new(@"\w+\.", RegexOptions.CultureInvariant);

    /// <summary>Two meanings as a message shows them: without namespaces, where these don't make the difference.</summary>
    public static (string Old, string New) Shown(string old, string @new)
    {
        (string shortOld, string shortNew) = (Qualifier.Replace(old, ""), Qualifier.Replace(@new, ""));
        return shortOld == shortNew ? (old, @new) : (shortOld, shortNew);
    }

    /// <summary>The text in the attribute of a compiled assembly: <c>CourseData.id Guid</c>.</summary>
    public string ToAttributeText() => $"{Member} {Meaning}";

    /// <summary>The meaning of such a text.</summary>
    public static MemberMeaning OfAttributeText(string text)
    {
        int space = text.IndexOf(' ');
        return space < 0 ? new MemberMeaning(text, "") : new MemberMeaning(text.Substring(0, space), text.Substring(space + 1));
    }
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
