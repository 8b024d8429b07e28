using EventSchemas.Assemblies;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What contract files and manifests say of an event; where they differ, the files count. Immutable.</summary>
sealed class KnownContract
{
    /// <summary>Creates it.</summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="history">Its versions.</param>
    /// <param name="folder">The folder of its contract files; null where only a manifest has it.</param>
    /// <param name="built">What builds say of it; none where only contract files have it.</param>
    public KnownContract(string eventType, ContractHistory history, ContractFolder? folder, IReadOnlyList<ManifestEvent> built)
    {
        EventType = eventType;
        History = history;
        Folder = folder;
        Built = built;
        Versions = [.. (history.Accepted is { } accepted ? [accepted] : Array.Empty<ContractVersion>()).Concat(history.Released.Reverse())];
        ContractFile? contract = Versions.Select(version => version.Contract).FirstOrDefault(one => one is not null)
            ?? built.Select(ContractOf).FirstOrDefault();
        Terms = contract?.Terms;
        DeclaredBy = contract?.DeclaredBy;
        Record = contract?.Record;

        // What one version marks is personal in each.
        PersonalData =
        [
            .. Versions.Select(version => version.Contract?.Terms)
                .Concat(built.Select(one => one.Terms))
                .OfType<ContractTerms>()
                .SelectMany(terms => terms.PersonalData)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>An event that only builds have.</summary>
    /// <param name="manifest">The file that has it.</param>
    /// <param name="built">What builds say of it; at least one.</param>
    public static KnownContract OfBuild(string manifest, IReadOnlyList<ManifestEvent> built) => new(
        built[0].EventType,
        new ContractHistory(
            ContractVersion.Accepted(manifest, built[0].Schema, ContractOf(built[0])),
            [.. built[0].Versions.Select(version => ContractVersion.Shipped(version.Number, manifest, version.Schema, contract: null))]),
        folder: null,
        built);

    public string EventType { get; }

    /// <summary>Its versions.</summary>
    public ContractHistory History { get; }

    /// <summary>The folder of its contract files; null where only a manifest has it.</summary>
    public ContractFolder? Folder { get; }

    /// <summary>What builds say of it.</summary>
    public IReadOnlyList<ManifestEvent> Built { get; }

    /// <summary>The accepted contract, then the released versions from the newest on; at least one.</summary>
    public IReadOnlyList<ContractVersion> Versions { get; }

    /// <summary>Whether it has ended for good.</summary>
    public bool IsRetired => History.Retirement is not null;

    /// <summary>What it promises besides its schema; null where nothing says it.</summary>
    public ContractTerms? Terms { get; }

    /// <summary>The attribute that declared the event; null for the usual one.</summary>
    public string? DeclaredBy { get; }

    /// <summary>The C# record; null where nothing says it.</summary>
    public string? Record { get; }

    /// <summary>The topic, without the deployment's prefix; null where configuration names it.</summary>
    public string? Topic => Terms?.Topic;

    /// <summary>The key as a dotted path of fields; null where the event has none.</summary>
    public string? Key => Terms?.Key;

    /// <summary>How the key is written.</summary>
    public EventKeyFormat KeyFormat => KeyFormatOf(Terms?.KeyFormat);

    /// <summary>How its messages and subjects are named.</summary>
    public EventConventions Conventions =>
        DeclaredBy is null or ContractFile.UsualAttribute ? EventConventions.OpenEdx : EventConventions.CloudEvents;

    /// <summary>Whether something says which members are personal: a schema without the file beside it doesn't.</summary>
    public bool SaysPersonalData => Built.Count > 0 || Versions[0].Contract is not null;

    /// <summary>The members that hold personal data, as record and field.</summary>
    public IReadOnlyList<string> PersonalData { get; }

    /// <summary>Whether the key is, or is within, personal data.</summary>
    public bool HasPersonalKey
    {
        get
        {
            AvroSchema? schema = Versions[0].Schema;
            foreach (string name in Key?.Split('.') ?? [])
            {
                AvroRecordSchema? record = RecordIn(schema);
                if (record is null || record.IndexOf(name) is not (>= 0 and var index))
                {
                    return false;
                }

                if (PersonalData.Contains($"{record.Name}.{name}"))
                {
                    return true;
                }

                schema = record.Fields[index].Schema;
            }

            return false;
        }
    }

    /// <summary>The key of an event with its Avro type; null where its type is none that a key can have.</summary>
    /// <param name="schema">The event's schema.</param>
    /// <param name="path">The key's dotted path.</param>
    public static EventKeyDescriptor? KeyOf(AvroSchema schema, string path)
    {
        AvroSchema? at = schema;
        foreach (string name in path.Split('.'))
        {
            at = RecordIn(at) is { } within && within.IndexOf(name) is >= 0 and var index ? within.Fields[index].Schema : null;
        }

        return at is AvroPrimitiveSchema ? new EventKeyDescriptor(path, at.Kind.ToString().ToLowerInvariant()) : null;
    }

    /// <summary>The record that a schema is, or that a union has.</summary>
    public static AvroRecordSchema? RecordIn(AvroSchema? schema) => schema is AvroUnionSchema union
        ? union.Branches.OfType<AvroRecordSchema>().FirstOrDefault()
        : schema as AvroRecordSchema;

    private static EventKeyFormat KeyFormatOf(string? text) =>
        Enum.TryParse(text, ignoreCase: true, out EventKeyFormat format) ? format : EventKeyFormat.Avro;

    private static ContractFile ContractOf(ManifestEvent built) => ContractFile.Of(built.EventType, built.Schema, built.Terms) with
    {
        Record = built.Record,
        DeclaredBy = built.Attribute == ContractFile.UsualAttribute ? null : built.Attribute,
    };
}
