using EventSchemas.Contracts;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventSchemas.Tool;

/// <summary>A topic that a service needs. Immutable.</summary>
/// <param name="Name">Its name, with the deployment's prefix.</param>
/// <param name="Options">How it is set up.</param>
/// <param name="Events">The events on it, as far as contract files say them.</param>
sealed record DeclaredTopic(string Name, TopicOptions Options, IReadOnlyList<TopicEvent> Events)
{
    /// <summary>Whether older messages of a key are deleted.</summary>
    public bool IsCompacted => Options.CleanupPolicy is TopicCleanup.Compact or TopicCleanup.CompactAndDelete;

    /// <summary>Why the topic must not be compacted; null where it may be, or isn't meant to be.</summary>
    public string? CompactionProblem => !IsCompacted ? null : Events switch
    {
        [] => "No contract file says which events are on it, so that nobody knows what would be deleted: give their folder by --contracts.",
        [{ Key: null } only] => $"{only.EventType} has no key, and a compacted topic takes only messages with one: give the event a key.",
        [_] => null,
        _ => $"Several events share it ({string.Join(", ", Events.Select(one => one.EventType))}): of two with the same key only the newer "
            + "one would stay, whatever its type. Give each a topic of its own.",
    };

    /// <summary>The topics of a service: those of its events and settings, and those of its groups' dead letters.</summary>
    /// <param name="bus">The service's settings.</param>
    /// <param name="folder">Its contract files; null where there are none.</param>
    /// <param name="groups">Groups that the settings don't name.</param>
    public static IReadOnlyList<DeclaredTopic> Read(BusConnection bus, ContractFolder? folder, IReadOnlyList<string> groups)
    {
        EventBusOptions options = bus.Options;
        Dictionary<string, TopicOptions> settings = bus.Services.GetRequiredService<IOptions<KafkaOptions>>().Value.Topics;
        ILookup<string, TopicEvent> events = TopicEvent.ByTopic(folder, options);
        string[] ofLetters = [.. options.Groups.Keys.Union(groups).SelectMany(group => LettersOf(group, options))];
        return
        [
            .. settings.Keys.Union(events.Select(one => one.Key))
                .Union(options.Producers.Values.SelectMany(producer => producer.Topics))
                .Union(options.Groups.Values.SelectMany(group => group.Topics))
                .Union(ofLetters)
                .Order(StringComparer.Ordinal)
                .Select(topic => new DeclaredTopic(
                    options.FullTopic(topic),
                    settings.GetValueOrDefault(topic) ?? (ofLetters.Contains(topic) ? OfLetters : new TopicOptions()),
                    [.. events[topic]])),
        ];
    }

    // Of two letters with one key both must stay.
    private static TopicOptions OfLetters => new() { CleanupPolicy = TopicCleanup.Delete };

    private static string[] LettersOf(string group, EventBusOptions options)
    {
        DeadLetterOptions letters = (options.Groups.GetValueOrDefault(group) ?? new GroupOptions()).DeadLetters;
        return [letters.TopicOf(group), letters.RetryTopicOf(group)];
    }
}

/// <summary>An event on a topic. Immutable.</summary>
/// <param name="EventType">The event type.</param>
/// <param name="Key">The path of its key; null where it has none.</param>
sealed record TopicEvent(string EventType, string? Key)
{
    /// <summary>The events that contract files declare, by their topics without the deployment's prefix.</summary>
    /// <param name="folder">The contract files; null where there are none.</param>
    /// <param name="options">The settings, which can name other topics.</param>
    public static ILookup<string, TopicEvent> ByTopic(ContractFolder? folder, EventBusOptions options) =>
        (from eventType in folder?.EventTypes ?? []
         where folder!.RetirementOf(eventType) is null
         let contract = folder!.AcceptedContract(eventType)
         where contract?.Terms.Transports.HasFlag(Transports.Kafka) == true
         let configured = options.Producers.GetValueOrDefault(eventType)?.Topics
         from topic in configured is { Count: > 0 } ? configured : contract!.Terms.Topic is { } one ? [one] : (IList<string>)[]
         select (Topic: topic, Event: new TopicEvent(eventType, contract!.Terms.Key)))
        .ToLookup(one => one.Topic, one => one.Event, StringComparer.Ordinal);
}
