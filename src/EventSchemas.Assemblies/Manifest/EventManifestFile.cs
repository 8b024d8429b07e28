using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Assemblies;

/// <summary>Reads and writes manifests: <c>&lt;assembly name&gt;.eventschemas.json</c>, whose format docs/manifest.md describes.</summary>
static class EventManifestFile
{
    /// <summary>The ending of a manifest's file name.</summary>
    public const string Extension = ".eventschemas.json";

    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Mirror = "mirror";
    private const string Owner = "owner";
    private const int MaxLength = 64 * 1024 * 1024;
    private const int MaxDepth = 128;
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>The path of the manifest of an assembly.</summary>
    public static string PathBeside(string assembly) => Path.ChangeExtension(assembly, null) + Extension;

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="AvroSchemaException">The file isn't a manifest, or a newer version wrote it.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static EventManifest Read(string path) => new FileInfo(path).Length <= MaxLength
        ? Parse(File.ReadAllText(path))
        : throw new AvroSchemaException($"{path} is larger than {MaxLength} bytes.");

    /// <summary>The manifest of a text. Members that it doesn't know are ignored.</summary>
    /// <exception cref="AvroSchemaException">The text isn't a manifest, or a newer version wrote it.</exception>
    public static EventManifest Parse(string text)
    {
        AvroJson json = AvroJson.Parse(text, new AvroParseOptions { MaxLength = MaxLength, MaxDepth = MaxDepth });
        if (Number(json, "format") is not { } format)
        {
            throw new AvroSchemaException("it isn't a manifest, since \"format\" is missing", json.Line, json.Column);
        }

        if (format > EventManifest.CurrentFormat)
        {
            throw new AvroSchemaException(
                $"it has the format {format}, and this version of EventSchemas reads {EventManifest.CurrentFormat} at most: update it",
                json.Line,
                json.Column);
        }

        return new EventManifest
        {
            PackageVersion = Needed(json, "packageVersion"),
            Assembly = Needed(json, "assembly"),
            Service = Needed(json, "service"),
            Environment = Text(json, "environment"),
            BuildDate = DateTime.TryParseExact(
                Needed(json, "buildDate"), DateFormat, CultureInfo.InvariantCulture, Utc, out DateTime date)
                    ? date
                    : throw Malformed(json, "buildDate"),
            ContractFolder = Text(json, "contractFolder"),
            DefaultCompatibility = Needed(json, "defaultCompatibility"),
            Events = [.. Items(json, "events").Select(ReadEvent)],
            Retired =
            [
                .. Items(json, "retired").Select(item => new RetiredEvent(
                    new Retirement(Needed(item, "eventType"), Needed(item, "reason"), Needed(item, "retired")))
                {
                    Terms = Text(item, "compatibility") is null ? null : TermsOf(item),
                    Versions = VersionsOf(item),
                }),
            ],
            Types = [.. Items(json, "types").Select(ReadType)],
            Producers =
            [
                .. Items(json, "producers").Select(item =>
                    new ManifestProducer(Text(item, "record"), Text(item, "eventType"), Text(item, "file"), Number(item, "line"))),
            ],
            Handlers =
            [
                .. Items(json, "handlers").Select(item => new ManifestHandler(
                    Text(item, "group"),
                    Text(item, "name"),
                    Enum.TryParse(Text(item, "kind"), ignoreCase: true, out HandlerKind kind) ? kind : HandlerKind.Event,
                    Text(item, "record"),
                    Text(item, "eventType"),
                    Text(item, "handler"),
                    Text(item, "file"),
                    Number(item, "line"))
                {
                    HasList = IsTrue(item, "hasList"),
                }),
            ],
        };
    }

    /// <summary>The text of a manifest.</summary>
    public static string ToText(EventManifest manifest) => JsonTextWriter.Write(ToJson(manifest), AvroJsonFormat.File);

    private static AvroJson ToJson(EventManifest manifest) => Object(
        ("format", AvroJson.FromInteger(EventManifest.CurrentFormat)),
        ("packageVersion", String(manifest.PackageVersion)),
        ("assembly", String(manifest.Assembly)),
        ("service", String(manifest.Service)),
        ("environment", String(manifest.Environment)),
        ("buildDate", String(manifest.BuildDate.ToString(DateFormat, CultureInfo.InvariantCulture))),
        ("contractFolder", String(manifest.ContractFolder)),
        ("defaultCompatibility", String(manifest.DefaultCompatibility)),
        ("events", Array(manifest.Events.Select(ToJson))),
        ("retired", Array(manifest.Retired.Select(ToJson))),
        ("types", manifest.Types.Count == 0 ? null : Array(manifest.Types.Select(ToJson))),
        ("producers", Array(manifest.Producers.Select(one => Object(
            ("eventType", OrNull(one.EventType)),
            ("record", OrNull(one.Record)),
            ("file", String(one.File)),
            ("line", Integer(one.Line)))))),
        ("handlers", Array(manifest.Handlers.Select(one => Object(
            ("group", OrNull(one.Group)),
            ("name", OrNull(one.Name)),
            ("kind", String(one.Kind.ToString().ToLowerInvariant())),
            ("eventType", OrNull(one.EventType)),
            ("record", OrNull(one.Record)),
            ("handler", OrNull(one.Handler)),
            ("hasList", one.HasList ? AvroJson.True : null),
            ("file", String(one.File)),
            ("line", Integer(one.Line)))))));

    private static AvroJson ToJson(ManifestEvent one) => Object(
    [
        ("eventType", String(one.EventType)),
        ("record", String(one.Record)),
        ("file", String(one.File)),
        ("line", Integer(one.Line)),
        ("role", String(one.IsMirror ? Mirror : Owner)),
        ("attribute", String(one.Attribute)),
        ("owner", String(one.Owner)),
        ("featureFlag", String(one.FeatureFlag)),
        ("flagRemoveBy", String(one.FlagRemoveBy)),
        ("stableBecause", String(one.StableBecause)),
        .. Terms(one.Terms),
        ("summary", String(one.Summary)),
        ("remarks", String(one.Remarks)),
        ("members", one.Members.Count == 0 ? null : Texts(one.Members)),
        ("recordMembers", one.RecordMembers.Count == 0 ? null : AvroJson.FromMembers(
            one.RecordMembers.Select(record => new KeyValuePair<string, AvroJson>(record.Key, Texts(record.Value))))),
        ("justifiedBreaks", one.Justifications.Count == 0 ? null : Array(one.Justifications.Select(justification => Object(
            ("rule", String(justification.Subject.Rule)),
            ("subject", String(PlaceOf(justification.Subject))),
            ("expires", String(justification.Expires)),
            ("agreedBy", String(justification.AgreedBy)),
            ("reason", String(justification.Reason)))))),
        ("schema", AvroJson.Parse(one.Schema.ToJson())),
        ("versions", Versions(one.Versions)),
    ]);

    private static AvroJson ToJson(RetiredEvent one) => Object(
    [
        ("eventType", String(one.Retirement.EventType)),
        ("retired", String(one.Retirement.Date)),
        ("reason", String(one.Retirement.Reason)),
        .. one.Terms is { } terms ? Terms(terms) : [],
        ("versions", one.Versions.Count == 0 ? null : Versions(one.Versions)),
    ]);

    private static AvroJson ToJson(ManifestType type) => Object(
        ("name", String(type.Name)),
        ("members", type.Members is { } members ? Array(members.Select(ToJson)) : null),
        ("symbols", type.Symbols.Count == 0 ? null : Texts(type.Symbols)),
        ("branches", type.Branches.Count == 0 ? null : Array(type.Branches.Select(AvroJson.FromString))),
        ("converter", String(type.Converter)),
        ("isParsable", type.IsParsable ? AvroJson.True : null));

    private static AvroJson ToJson(ManifestMember member) => Object(
        ("name", String(member.Name)),
        ("type", String(member.Type)),
        ("field", String(member.Field)),
        ("converter", String(member.Converter)),
        ("isParameter", member.IsParameter ? AvroJson.True : null));

    private static AvroJson Versions(IReadOnlyList<ManifestVersion> versions) => Array(versions.Select(version => Object(
        ("number", AvroJson.FromInteger(version.Number)),
        ("sha256", String(version.Sha256)),
        ("libraryBelow", String(version.LibraryBelow)),
        ("schema", AvroJson.Parse(version.Schema.ToJson())))));

    private static (string Name, AvroJson? Value)[] Terms(ContractTerms terms) =>
    [
        ("topic", String(terms.Topic)),
        ("key", String(terms.Key)),
        ("keyFormat", String(terms.KeyFormat)),
        ("transports", Array(terms.Transports.ToText().Split(',').Select(name => AvroJson.FromString(name.Trim())))),
        ("compatibility", String(terms.Compatibility)),
        ("personalData", Array(terms.PersonalData.Select(AvroJson.FromString))),
        ("meanings", terms.Meanings is { } meanings ? Texts(meanings.Select(item => Pair(item.Member, item.Meaning))) : null),
    ];

    private static ManifestEvent ReadEvent(AvroJson json)
    {
        ContractTerms terms = TermsOf(json);
        return new ManifestEvent
        {
            EventType = Needed(json, "eventType"),
            Record = Text(json, "record"),
            File = Text(json, "file"),
            Line = Number(json, "line"),
            IsMirror = terms.IsMirror,
            Attribute = Text(json, "attribute") ?? ContractFile.UsualAttribute,
            Owner = Text(json, "owner"),
            FeatureFlag = Text(json, "featureFlag"),
            FlagRemoveBy = Text(json, "flagRemoveBy"),
            StableBecause = Text(json, "stableBecause"),
            Schema = SchemaOf(json),
            Terms = terms,
            Summary = Text(json, "summary"),
            Remarks = Text(json, "remarks"),
            Members = TextsOf(json.Member("members")),
            RecordMembers =
            [
                .. MembersOf(json.Member("recordMembers")).Select(record =>
                    new KeyValuePair<string, IReadOnlyList<KeyValuePair<string, string>>>(record.Key, TextsOf(record.Value))),
            ],
            Justifications = [.. Items(json, "justifiedBreaks").Select(ReadJustification)],
            Versions = VersionsOf(json),
        };
    }

    private static ContractTerms TermsOf(AvroJson json) => new(
        Text(json, "topic"),
        Text(json, "key"),
        IsMirror: Text(json, "role") == Mirror,
        Needed(json, "compatibility"),
        Items(json, "personalData").Select(item => item.Text).ToEquatableArray())
    {
        KeyFormat = Text(json, "keyFormat"),
        Transports = TransportTexts.Parse(string.Join(",", Items(json, "transports").Select(item => item.Text))) ?? Transports.Kafka,
        Meanings = json.Member("meanings") is { Kind: AvroJsonKind.Object } meanings
            ? meanings.Members.Select(member => new MemberMeaning(member.Key, member.Value.Text)).ToEquatableArray()
            : null,
    };

    private static IReadOnlyList<ManifestVersion> VersionsOf(AvroJson json) =>
    [
        .. Items(json, "versions").Select(version => new ManifestVersion(
            Number(version, "number") ?? throw Malformed(version, "number"),
            Needed(version, "sha256"),
            Text(version, "libraryBelow"),
            SchemaOf(version))),
    ];

    private static ManifestType ReadType(AvroJson json) => new(Needed(json, "name"))
    {
        Members = json.Member("members") is null ? null : [.. Items(json, "members").Select(ReadMember)],
        Symbols = TextsOf(json.Member("symbols")),
        Branches = [.. Items(json, "branches").Select(item => item.Text)],
        Converter = Text(json, "converter"),
        IsParsable = IsTrue(json, "isParsable"),
    };

    private static ManifestMember ReadMember(AvroJson json) => new(
        Needed(json, "name"), Text(json, "type"), Text(json, "field"), Text(json, "converter"), IsTrue(json, "isParameter"));

    private static Justification ReadJustification(AvroJson json) => new(
        FindingSubject.Parse($"{Needed(json, "rule")} {Needed(json, "subject")}"), Text(json, "reason"), Text(json, "expires"))
    {
        AgreedBy = Text(json, "agreedBy"),
    };

    private static string PlaceOf(FindingSubject subject) =>
        subject.Member is null ? subject.Record : $"{subject.Record}.{subject.Member}";

    private static IReadOnlyList<KeyValuePair<string, string>> TextsOf(AvroJson? json) =>
        [.. MembersOf(json).Select(member => Pair(member.Key, member.Value.Text))];

    private static IReadOnlyList<KeyValuePair<string, AvroJson>> MembersOf(AvroJson? json) =>
        json is { Kind: AvroJsonKind.Object } ? json.Members : [];

    private static AvroSchema SchemaOf(AvroJson json) =>
        AvroSchema.Parse((json.Member("schema") ?? throw Malformed(json, "schema")).ToString());

    private static AvroJson Object(params (string Name, AvroJson? Value)[] members) => AvroJson.FromMembers(
        members.Where(member => member.Value is not null).Select(member => new KeyValuePair<string, AvroJson>(member.Name, member.Value!)));

    private static AvroJson Texts(IEnumerable<KeyValuePair<string, string>> texts) => AvroJson.FromMembers(
        texts.Select(text => new KeyValuePair<string, AvroJson>(text.Key, AvroJson.FromString(text.Value))));

    private static AvroJson Array(IEnumerable<AvroJson> items) => AvroJson.FromItems(items);

    private static AvroJson? String(string? value) => value is null ? null : AvroJson.FromString(value);

    private static AvroJson OrNull(string? value) => String(value) ?? AvroJson.Null;

    private static AvroJson? Integer(int? value) => value is { } number ? AvroJson.FromInteger(number) : null;

    private static KeyValuePair<string, string> Pair(string key, string value) => new(key, value);

    private static string? Text(AvroJson json, string name) =>
        json.Member(name) is { Kind: AvroJsonKind.String } value ? value.Text : null;

    private static string Needed(AvroJson json, string name) => Text(json, name) ?? throw Malformed(json, name);

    private static int? Number(AvroJson json, string name) =>
        json.Member(name) is { Kind: AvroJsonKind.Number } value
        && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    private static bool IsTrue(AvroJson json, string name) =>
        json.Member(name) is { Kind: AvroJsonKind.Boolean, Text: "true" };

    private static IReadOnlyList<AvroJson> Items(AvroJson json, string name) =>
        json.Member(name) is { Kind: AvroJsonKind.Array } list ? list.Items : [];

    private static AvroSchemaException Malformed(AvroJson json, string name) =>
        new($"\"{name}\" is missing, or isn't what a manifest has there", json.Line, json.Column);
}
