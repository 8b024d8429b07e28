using EventSchemas.Hosting;

namespace EventSchemas.Tool;

/// <summary>What is asked of <c>doctor</c> beside the settings. Immutable.</summary>
/// <param name="Topics">Further topics, without the deployment's prefix.</param>
/// <param name="Groups">Further consumer groups.</param>
/// <param name="ReplayAge">How far back events should be there for a replay; null where nobody asks.</param>
/// <param name="Build">The contract files and the manifests of the service.</param>
sealed record DoctorRequest(
    IReadOnlyList<string> Topics, IReadOnlyList<string> Groups, TimeSpan? ReplayAge, KnownBuild Build);

/// <summary>
/// The topics and groups of a service, as its settings, its contract files, its code and the command line name them. Immutable.
/// </summary>
/// <param name="Topics">The topics of its events, with the deployment's prefix.</param>
/// <param name="Groups">Its consumer groups.</param>
sealed record ServiceTopics(IReadOnlyList<string> Topics, IReadOnlyList<ServiceGroup> Groups)
{
    /// <summary>Those of a service.</summary>
    public static ServiceTopics Of(BusConnection bus, DoctorRequest request)
    {
        EventBusOptions options = bus.Options;
        string[] topics =
        [
            .. options.Producers.Values.SelectMany(one => one.Topics)
                .Concat(options.Groups.Values.SelectMany(one => one.Topics))
                .Concat(TopicEvent.ByTopic(request.Build, options).Select(topic => topic.Key))
                .Concat(request.Topics)
                .Select(options.FullTopic)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        return new ServiceTopics(
            topics,
            [
                .. options.Groups.Keys.Concat(request.Build.Groups).Concat(request.Groups)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(name => ServiceGroup.Of(name, topics, bus, request.Build)),
            ]);
    }
}

/// <summary>A consumer group of a service. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SettingsPath">The full name of its settings.</param>
/// <param name="Options">Its settings.</param>
sealed record ServiceGroup(string Name, string SettingsPath, GroupOptions Options)
{
    /// <summary>The topics that it reads, with the deployment's prefix; those of the service where neither its settings nor its code name
    /// any.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Where its dead letters go, with the deployment's prefix.</summary>
    public required string DeadLetterTopic { get; init; }

    /// <summary>By which topic they come back, with the deployment's prefix.</summary>
    public required string RetryTopic { get; init; }

    public static ServiceGroup Of(string name, IReadOnlyList<string> topics, BusConnection bus, KnownBuild build)
    {
        EventBusOptions options = bus.Options;
        GroupOptions group = options.Groups.GetValueOrDefault(name) ?? new GroupOptions();
        return new ServiceGroup(name, bus.PathOf($"Groups:{name}"), group)
        {
            Topics = group.Topics.Count > 0 ? [.. group.Topics.Select(options.FullTopic)]
                : build.TopicsOf(name, build.EventsOf(name, handlers: []), options) is { Count: > 0 } ofEvents ? ofEvents
                : topics,
            DeadLetterTopic = options.FullTopic(group.DeadLetters.TopicOf(name)),
            RetryTopic = options.FullTopic(group.DeadLetters.RetryTopicOf(name)),
        };
    }
}
