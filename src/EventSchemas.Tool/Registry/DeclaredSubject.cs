using System.Globalization;
using EventSchemas.Assemblies;
using EventSchemas.Avro;
using EventSchemas.Contracts;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SubjectNaming = EventSchemas.Assemblies.SubjectNaming;

namespace EventSchemas.Tool;

/// <summary>A subject that an event has, by its contract files or its build. Immutable.</summary>
/// <param name="Name">The subject.</param>
/// <param name="Candidate">The event, as its newest contract says.</param>
/// <param name="History">Its versions.</param>
sealed record DeclaredSubject(string Name, ContractCandidate Candidate, ContractHistory History)
{
    /// <summary>The subjects that the event would have under other naming strategies.</summary>
    public required IReadOnlyList<string> OtherNames { get; init; }

    /// <summary>The keys whose subject it is, of several types only where events disagree; none for the subject of an event.</summary>
    public IReadOnlyList<EventKeyDescriptor> Keys { get; private init; } = [];

    /// <summary>Whether it is that of a key, which has neither a history nor a level of its own.</summary>
    public bool IsKey => Keys.Count > 0;

    /// <summary>The event's versions in the order in which they are registered: the shipped ones, then what is accepted.</summary>
    public IReadOnlyList<ContractVersion> Versions { get; private init; } =
        History.Accepted is { } accepted && History.LatestReleased?.Schema.Equals(accepted.Schema) != true
            ? [.. History.Released, accepted]
            : History.Released;

    /// <summary>The folder of the event's contract files; null where only a manifest has it.</summary>
    public required ContractFolder? Folder { get; init; }

    /// <summary>The subjects of events, in the order of the event types.</summary>
    /// <param name="build">The events.</param>
    /// <param name="bus">The settings that name the subjects.</param>
    public static IReadOnlyList<DeclaredSubject> Read(KnownBuild build, BusConnection bus) =>
        [.. build.Contracts.SelectMany(contract => Of(contract, bus)), .. KeysOf(build, bus.Options)];

    /// <summary>Whether two schemas are one version of the subject.</summary>
    public bool AreSame(AvroSchema one, AvroSchema other) =>
        // Keys of several events share a subject, and the name of the field in the text is no part of the type.
        IsKey ? one.Kind == other.Kind : one.Equals(other);

    /// <summary>The text of a version that is registered: as a producer does it, which looks it up by its text.</summary>
    public string TextOf(ContractVersion version) =>
        IsKey ? Keys[Versions.ToList().IndexOf(version)].RegistryText : version.Schema.ToJson(AvroJsonFormat.Registry);

    /// <summary>How one of the event's versions is named.</summary>
    public string NameOf(ContractVersion version) =>
        IsKey ? "key"
        : version.Stage == ContractStage.Accepted ? "accepted"
        : string.Create(CultureInfo.InvariantCulture, $"shipped {version.Number}");

    // As producers register them: only a key that is written as Avro has a schema.
    private static IEnumerable<DeclaredSubject> KeysOf(KnownBuild build, EventBusOptions options) =>
        from contract in build.Contracts
        where contract is { IsRetired: false, Key: not null, KeyFormat: EventKeyFormat.Avro }
            && contract.Terms!.Transports.HasFlag(Transports.Kafka)
        let key = KnownContract.KeyOf(contract.Versions[0].Schema, contract.Key!)
        where key is not null
        from topic in ContractTopics.Find(contract, options)
        group (Contract: contract, Key: key, Topic: topic) by contract.Conventions.KeySubject(topic, key.PrimitiveName) into same
        let owner = same.OrderBy(one => one.Contract.Terms!.IsMirror).First()
        let keys = same.Select(one => one.Key).DistinctBy(key => key.PrimitiveName).ToArray()
        select new DeclaredSubject(
            same.Key,
            new ContractCandidate(owner.Contract.EventType, AvroSchema.Parse(owner.Key.RegistryText), owner.Contract.Terms!),
            ContractHistory.Empty)
        {
            Keys = keys,
            Folder = null,
            Versions =
            [
                .. keys.Select(key => ContractVersion.Accepted(
                    owner.Contract.Versions[0].Path!, AvroSchema.Parse(key.RegistryText), contract: null)),
            ],
            OtherNames =
            [
                .. new[] { EventConventions.OpenEdx, EventConventions.CloudEvents }
                    .Select(conventions => conventions.KeySubject(owner.Topic, owner.Key.PrimitiveName))
                    .Except([same.Key]),
            ],
        };

    private static IEnumerable<DeclaredSubject> Of(KnownContract contract, BusConnection bus)
    {
        if (contract.IsRetired || contract.Terms is not { } terms || !terms.Transports.HasFlag(Transports.Kafka))
        {
            return [];
        }

        string eventType = contract.EventType;
        var candidate = new ContractCandidate(eventType, contract.Versions[0].Schema, terms)
        {
            DeclaredBy = contract.DeclaredBy,
            Record = contract.Record,
        };
        EventBusOptions options = bus.Options;
        SubjectNaming naming = Enum.Parse<SubjectNaming>(
            bus.Services.GetRequiredService<IOptions<SchemaRegistryOptions>>().Value.SubjectNameStrategy.ToString());
        return ContractTopics.WithoutPrefix(contract, options).DefaultIfEmpty()
            .Select(topic => candidate with { Terms = candidate.Terms with { Topic = topic } })
            .Select(one => (Event: one, Names: NamesOf(one, options.TopicPrefix ?? "")))
            .Where(one => one.Names.ContainsKey(naming))
            .Select(one => new DeclaredSubject(one.Names[naming], one.Event, contract.History)
            {
                Folder = contract.Folder,
                OtherNames = [.. OthersOf(one.Event, options).Concat(one.Names.Values).Except([one.Names[naming]])],
            });
    }

    private static Dictionary<SubjectNaming, string> NamesOf(ContractCandidate candidate, string prefix) => Enum
        .GetValues<SubjectNaming>()
        .Select(naming => (Naming: naming, Name: new SubjectNames(naming, prefix).Of(candidate)))
        .Where(one => one.Name is not null)
        .ToDictionary(one => one.Naming, one => one.Name!);

    // What Confluent's serializers do by default, whatever the event's conventions say.
    private static string[] OthersOf(ContractCandidate candidate, EventBusOptions options) =>
        candidate.Terms.Topic is { } topic ? [$"{options.FullTopic(topic)}-value", .. RecordName(candidate)] : RecordName(candidate);

    private static string[] RecordName(ContractCandidate candidate) => candidate.Schema is AvroRecordSchema record ? [record.FullName] : [];
}
