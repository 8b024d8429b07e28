using EventSchemas.Assemblies;
using EventSchemas.Avro;
using EventSchemas.Contracts;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SubjectNaming = EventSchemas.Assemblies.SubjectNaming;

namespace EventSchemas.Tool;

/// <summary>A subject that an event has, by its contract files. Immutable.</summary>
/// <param name="Name">The subject.</param>
/// <param name="Candidate">The event, as its newest contract says.</param>
/// <param name="History">Its versions.</param>
sealed record DeclaredSubject(string Name, ContractCandidate Candidate, ContractHistory History)
{
    /// <summary>The subjects that the event would have under other naming strategies.</summary>
    public required IReadOnlyList<string> OtherNames { get; init; }

    /// <summary>The event's versions in the order in which they are registered: the shipped ones, then what is accepted.</summary>
    public IReadOnlyList<ContractVersion> Versions { get; } =
        History.Accepted is { } accepted && History.LatestReleased?.Schema.Equals(accepted.Schema) != true
            ? [.. History.Released, accepted]
            : History.Released;

    /// <summary>The subjects of the events in a folder of contract files, in the order of the event types.</summary>
    /// <param name="folder">The contract files.</param>
    /// <param name="bus">The settings that name the subjects.</param>
    /// <exception cref="ToolException">A contract file can't be read.</exception>
    public static IReadOnlyList<DeclaredSubject> Read(ContractFolder folder, BusConnection bus) =>
        [.. folder.EventTypes.SelectMany(eventType => Of(folder, eventType, bus))];

    private static IEnumerable<DeclaredSubject> Of(ContractFolder folder, string eventType, BusConnection bus)
    {
        ContractHistory history = HistoryOf(folder, eventType);
        ContractVersion? newest = history.Accepted ?? history.LatestReleased;
        if (history.Retirement is not null || newest?.Contract is not { } contract || !contract.Terms.Transports.HasFlag(Transports.Kafka))
        {
            return [];
        }

        var candidate = new ContractCandidate(eventType, newest.Schema, contract.Terms)
        {
            DeclaredBy = contract.DeclaredBy,
            Record = contract.Record,
        };
        EventBusOptions options = bus.Options;
        SubjectNaming naming = Enum.Parse<SubjectNaming>(
            bus.Services.GetRequiredService<IOptions<SchemaRegistryOptions>>().Value.SubjectNameStrategy.ToString());
        IReadOnlyList<string?> topics = options.Producers.GetValueOrDefault(eventType) is { Topics.Count: > 0 } configured
            ? [.. configured.Topics]
            : [contract.Terms.Topic];
        return topics
            .Select(topic => candidate with { Terms = candidate.Terms with { Topic = topic } })
            .Select(one => (Event: one, Names: NamesOf(one, options.TopicPrefix ?? "")))
            .Where(one => one.Names.ContainsKey(naming))
            .Select(one => new DeclaredSubject(one.Names[naming], one.Event, history)
            {
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

    private static ContractHistory HistoryOf(ContractFolder folder, string eventType)
    {
        try
        {
            return folder.HistoryOf(eventType);
        }
        catch (AvroSchemaException e)
        {
            throw new ToolException($"A contract file can't be read. {e.Message}", ExitCode.Unavailable);
        }
    }
}
