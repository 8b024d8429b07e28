using System.CommandLine;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>The contract files that a command was given: what its events are, and what of them is personal. Immutable.</summary>
sealed class KnownContracts
{
    private const string DefaultFolder = "schemas";

    private readonly Dictionary<string, KnownContract> _contracts;

    private KnownContracts(Dictionary<string, KnownContract> contracts) => _contracts = contracts;

    /// <summary>The option that names the folders.</summary>
    public static Option<string[]> Option { get; } = new("--contracts")
    {
        Description = "A folder with contract files; may be given several times. Default: the folder schemas, if it is there.",
        HelpName = "folder",
    };

    /// <summary>Reads the files.</summary>
    /// <exception cref="ToolException">A folder is missing, or one of its files isn't a schema.</exception>
    public static KnownContracts Load(ToolEnvironment environment, ParseResult result)
    {
        string[] given = [.. (result.GetValue(Option) ?? []).Select(environment.PathOf)];
        if (Array.Find(given, folder => !Directory.Exists(folder)) is { } missing)
        {
            throw new ToolException($"There is no folder {missing}: correct {Option.Name}.", ExitCode.Unavailable);
        }

        var contracts = new Dictionary<string, KnownContract>(StringComparer.Ordinal);
        foreach (string folder in given.Length > 0 ? given : [environment.PathOf(DefaultFolder)])
        {
            try
            {
                var files = new ContractFolder(folder);
                foreach (string eventType in files.EventTypes)
                {
                    contracts.TryAdd(eventType, new KnownContract(eventType, files.HistoryOf(eventType)));
                }
            }
            catch (AvroSchemaException e)
            {
                throw new ToolException($"{e.Message} Correct the file, or choose another folder by {Option.Name}.", ExitCode.Unavailable);
            }
        }

        return new KnownContracts(contracts);
    }

    /// <summary>The contract of an event; null where none is known.</summary>
    public KnownContract? Find(string? eventType) => eventType is null ? null : _contracts.GetValueOrDefault(eventType);
}

/// <summary>What contract files say of an event. Immutable.</summary>
sealed class KnownContract
{
    private readonly ContractTerms? _terms;

    public KnownContract(string eventType, ContractHistory history)
    {
        EventType = eventType;
        Versions = [.. (history.Accepted is { } accepted ? [accepted] : Array.Empty<ContractVersion>()).Concat(history.Released.Reverse())];
        _terms = Versions.Select(version => version.Contract?.Terms).FirstOrDefault(terms => terms is not null);
        DeclaredBy = Versions.Select(version => version.Contract).FirstOrDefault(contract => contract is not null)?.DeclaredBy;

        // What one version marks is personal in each.
        PersonalData =
        [
            .. Versions.Select(version => version.Contract)
                .OfType<ContractFile>()
                .SelectMany(contract => contract.Terms.PersonalData)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    public string EventType { get; }

    /// <summary>The accepted contract, then the released versions from the newest on.</summary>
    public IReadOnlyList<ContractVersion> Versions { get; }

    /// <summary>The attribute that declared the event; null for the usual one.</summary>
    public string? DeclaredBy { get; }

    /// <summary>The topic, without the deployment's prefix; null where configuration names it.</summary>
    public string? Topic => _terms?.Topic;

    /// <summary>The key as a dotted path of fields; null where the event has none.</summary>
    public string? Key => _terms?.Key;

    /// <summary>How the key is written; null for Avro.</summary>
    public string? KeyFormat => _terms?.KeyFormat;

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

    /// <summary>The record that a schema is, or that a union has.</summary>
    public static AvroRecordSchema? RecordIn(AvroSchema? schema) => schema is AvroUnionSchema union
        ? union.Branches.OfType<AvroRecordSchema>().FirstOrDefault()
        : schema as AvroRecordSchema;
}
