using System.Text.Json.Serialization;

namespace EventSchemas.Tool;

/// <summary>A service that sends an event.</summary>
sealed record CatalogPublisher
{
    public required string Service { get; init; }

    /// <summary>The id of the version that it was built with; null where that isn't known.</summary>
    public string? Version { get; init; }

    /// <summary>Whether there are newer ones.</summary>
    public bool IsOlder { get; init; }

    public string? File { get; init; }

    public int? Line { get; init; }

    public string? Url { get; init; }

    /// <summary>False where a setting switches it off; null where none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsEnabled { get; init; }

    /// <summary>The expression that decides at run time whether it is sent.</summary>
    public string? Condition { get; init; }

    /// <summary>The topic, where it isn't the event's.</summary>
    public string? Topic { get; init; }

    /// <summary>The key, where it isn't the event's.</summary>
    public string? Key { get; init; }

    /// <summary>The settings that make it a publisher.</summary>
    public IReadOnlyList<CatalogSetting> Settings { get; init; } = [];

    /// <summary>What was seen, where no build and no settings say that it sends this; null for what they say.</summary>
    public CatalogSighting? Seen { get; init; }

    /// <summary>The same without a topic and a key that are the event's.</summary>
    public CatalogPublisher WithoutRepetition(string? topic, string? key) => this with
    {
        Topic = Topic == topic ? null : Topic,
        Key = Key == key ? null : Key,
    };
}

/// <summary>A setting of a service.</summary>
/// <param name="Name">Its name, with the keys that lead to it.</param>
/// <param name="Value">Its value, as its file writes it.</param>
sealed record CatalogSetting(string Name, string Value);

/// <summary>What was seen of a publisher that no build and no settings explain.</summary>
/// <param name="Messages">How many messages.</param>
/// <param name="First">The first one's time.</param>
/// <param name="Last">The last one's time.</param>
/// <param name="Why">What isn't explained.</param>
sealed record CatalogSighting(
    long Messages, DateTimeOffset? First, DateTimeOffset? Last, [property: JsonRequired] IReadOnlyList<CatalogSurprise> Why);

/// <summary>What isn't explained about messages that were seen on the bus.</summary>
enum CatalogSurprise
{
    /// <summary>No service of the catalogue has the name that their source has.</summary>
    UnknownService,

    /// <summary>The builds and settings of the service don't send the event.</summary>
    NotRegistered,

    /// <summary>The settings of the service switch the event off.</summary>
    SwitchedOff,

    /// <summary>The builds of the service write another version.</summary>
    OtherVersion,

    /// <summary>No version of the event has their schema.</summary>
    UnknownSchema,

    /// <summary>The event was retired before the last of them.</summary>
    Retired,

    /// <summary>They name no event, so that nobody knows what they are.</summary>
    NoEventType,
}

/// <summary>A handler that reads an event.</summary>
sealed record CatalogSubscriber
{
    public required string Service { get; init; }

    /// <summary>The consumer group; null where it isn't a constant in the code.</summary>
    public string? Group { get; init; }

    /// <summary>The handler's name in the group, likewise.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it gets events one by one.</summary>
    public required CatalogHandlerKind Kind { get; init; }

    /// <summary>The handler's type.</summary>
    public string? Handler { get; init; }

    /// <summary>The assembly that registers it.</summary>
    public string? Assembly { get; init; }

    /// <summary>The id of the version that it was built with; null where that isn't known.</summary>
    public string? Version { get; init; }

    /// <summary>Whether there are newer ones.</summary>
    public bool IsOlder { get; init; }

    public string? File { get; init; }

    public int? Line { get; init; }

    public string? Url { get; init; }
}

/// <summary>How a handler gets events.</summary>
enum CatalogHandlerKind
{
    Event,
    Batch,
    Any,
}

/// <summary>Messages that were seen on the bus.</summary>
sealed record CatalogObservation
{
    public required string Topic { get; init; }

    /// <summary>The id of the version that they were written with; null where that isn't known.</summary>
    public string? Version { get; init; }

    public int? SchemaId { get; init; }

    public string? Subject { get; init; }

    /// <summary>Who wrote them.</summary>
    public string? Source { get; init; }

    /// <summary>The service of the catalogue that the source names; null where it names none.</summary>
    public string? Service { get; init; }

    /// <summary>What no build and no settings explain about them.</summary>
    public IReadOnlyList<CatalogSurprise> Why { get; init; } = [];

    public required bool IsReadable { get; init; }

    public required long Messages { get; init; }

    public DateTimeOffset? First { get; init; }

    public DateTimeOffset? Last { get; init; }
}

/// <summary>A service, or a library of events.</summary>
sealed record CatalogService
{
    public required string Name { get; init; }

    public required CatalogServiceKind Kind { get; init; }

    public required CatalogLanguage Language { get; init; }

    public string? Environment { get; init; }

    /// <summary>When its newest build was made.</summary>
    public DateTimeOffset? BuildDate { get; init; }

    /// <summary>The version of EventSchemas of that build.</summary>
    public string? PackageVersion { get; init; }

    public IReadOnlyList<string> Assemblies { get; init; } = [];

    /// <summary>The events that its builds declare.</summary>
    public IReadOnlyList<string> Declares { get; init; } = [];

    public IReadOnlyList<string> Publishes { get; init; } = [];

    public IReadOnlyList<string> Handles { get; init; } = [];

    /// <summary>Whether it also has producers whose events are known only at run time.</summary>
    public bool PublishesAtRunTime { get; init; }

    /// <summary>Its handlers of any event, and of events that nobody knows.</summary>
    public IReadOnlyList<CatalogAnyHandler> HandlesAny { get; init; } = [];

    public IReadOnlyList<CatalogGroup> Groups { get; init; } = [];

    /// <summary>The versions that it was built with, of what it sends or reads.</summary>
    public IReadOnlyList<CatalogUse> Versions { get; init; } = [];
}

/// <summary>What a service is.</summary>
enum CatalogServiceKind
{
    Service,

    /// <summary>It declares events, and sends and reads none.</summary>
    Library,
}

/// <summary>The language of a service.</summary>
enum CatalogLanguage
{
    [JsonStringEnumMemberName("csharp")]
    CSharp,

    Python,
}

/// <summary>A handler of any event, or of one that nobody knows.</summary>
/// <param name="Group">The consumer group; null where it isn't a constant in the code.</param>
/// <param name="Name">Its name in the group, likewise.</param>
/// <param name="Handler">Its type.</param>
/// <param name="Record">The record that it handles, where no build that was given declares it.</param>
/// <param name="File">The source file.</param>
/// <param name="Line">The line in it.</param>
/// <param name="Url">The address of both.</param>
sealed record CatalogAnyHandler(string? Group, string? Name, string? Handler, string? Record, string? File, int? Line, string? Url)
{
    /// <summary>Whether it gets the events of a list only, which only run time knows.</summary>
    public bool HasList { get; init; }

    /// <summary>The assembly that registers it.</summary>
    public string? Assembly { get; init; }

    /// <summary>The topics that its group reads for other handlers, and it with them, unless settings name others.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];
}

/// <summary>A consumer group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DeadLetterTopic">The topic of its dead letters, unless settings name another one.</param>
/// <param name="Events">The events that its handlers name.</param>
/// <param name="Handlers">How many handlers it has.</param>
sealed record CatalogGroup(
    string Name, string DeadLetterTopic, [property: JsonRequired] IReadOnlyList<string> Events, int Handlers)
{
    /// <summary>Whether one of them handles any event.</summary>
    public bool HandlesAny { get; init; }
}

/// <summary>The version of an event that a service was built with.</summary>
/// <param name="Event">The event type.</param>
/// <param name="Version">The id of the version.</param>
/// <param name="Newest">The id of the newest one.</param>
/// <param name="IsOlder">Whether these differ.</param>
sealed record CatalogUse(string Event, string Version, string Newest, bool IsOlder);
