using EventSchemas.Contracts;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventSchemas.Tool;

/// <summary>A topic that a service needs. Immutable.</summary>
/// <param name="Name">Its name, with the deployment's prefix.</param>
/// <param name="Options">How it is set up.</param>
/// <param name="Events">The events on it, as far as contract files or manifests say them.</param>
sealed record DeclaredTopic(string Name, TopicOptions Options, IReadOnlyList<TopicEvent> Events)
{
    /// <summary>Whether older messages of a key are deleted.</summary>
    public bool IsCompacted => Options.CleanupPolicy is TopicCleanup.Compact or TopicCleanup.CompactAndDelete;

    /// <summary>Why the topic must not be compacted; null where it may be, or isn't meant to be.</summary>
    public string? CompactionProblem => !IsCompacted ? null : Events switch
    {
        [] => "Nothing says which events are on it, so that nobody knows what would be deleted: name their contracts by "
            + $"{KnownBuild.OptionNames}.",
        [{ Key: null } only] => $"{only.EventType} has no key, and a compacted topic takes only messages with one: give the event a key.",
        [_] => null,
        _ => $"Several events share it ({string.Join(", ", Events.Select(one => one.EventType))}): of two with the same key only the newer "
            + "one would stay, whatever its type. Give each a topic of its own.",
    };

    /// <summary>The topics of a service: those of its events and settings, and those of its groups' dead letters.</summary>
    /// <param name="bus">The service's settings.</param>
    /// <param name="build">Its contract files and manifests.</param>
    /// <param name="groups">Groups that neither the settings nor the code name.</param>
    public static IReadOnlyList<DeclaredTopic> Read(BusConnection bus, KnownBuild build, IReadOnlyList<string> groups)
    {
        EventBusOptions options = bus.Options;
        Dictionary<string, TopicOptions> settings = bus.Services.GetRequiredService<IOptions<KafkaOptions>>().Value.Topics;
        ILookup<string, TopicEvent> events = TopicEvent.ByTopic(build, options);
        string[] ofLetters = [.. options.Groups.Keys.Union(build.Groups).Union(groups).SelectMany(group => LettersOf(group, options))];
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
    /// <summary>The events that contract files and manifests have, by their topics without the deployment's prefix.</summary>
    /// <param name="build">The contract files and manifests.</param>
    /// <param name="options">The settings, which can name other topics.</param>
    public static ILookup<string, TopicEvent> ByTopic(KnownBuild build, EventBusOptions options) =>
        (from contract in build.Contracts
         where !contract.IsRetired && contract.Terms?.Transports.HasFlag(Transports.Kafka) == true
         from topic in ContractTopics.WithoutPrefix(contract, options)
         select (Topic: topic, Event: new TopicEvent(contract.EventType, contract.Key)))
        .ToLookup(one => one.Topic, one => one.Event, StringComparer.Ordinal);
}
