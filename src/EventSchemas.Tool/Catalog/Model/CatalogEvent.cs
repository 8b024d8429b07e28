using System.Text.Json;

namespace EventSchemas.Tool;

/// <summary>An event.</summary>
sealed record CatalogEvent
{
    /// <summary>The event type.</summary>
    public required string EventType { get; init; }

    /// <summary>The record in C#, with its namespace.</summary>
    public string? Record { get; init; }

    /// <summary>The source file of the record.</summary>
    public string? File { get; init; }

    /// <summary>The line in it.</summary>
    public int? Line { get; init; }

    /// <summary>The attribute that declares it.</summary>
    public string? Attribute { get; init; }

    /// <summary>Whether it is declared.</summary>
    public required CatalogEventState State { get; init; }

    /// <summary>Whether it is one of ours; null where nobody declares it.</summary>
    public CatalogRole? Role { get; init; }

    /// <summary>What it means and when it is sent.</summary>
    public string? Summary { get; init; }

    /// <summary>More about it.</summary>
    public string? Description { get; init; }

    /// <summary>The team that owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>The service whose build declares it as its own, or else the one that publishes it.</summary>
    public string? OwningService { get; init; }

    /// <summary>The services and libraries whose builds declare it.</summary>
    public IReadOnlyList<string> DeclaredBy { get; init; } = [];

    /// <summary>The third part of the event type.</summary>
    public string? Subdomain { get; init; }

    public string? Topic { get; init; }

    public string? Key { get; init; }

    public string? KeyFormat { get; init; }

    public string? Compatibility { get; init; }

    public IReadOnlyList<string> Transports { get; init; } = [];

    /// <summary>The flag that it is sent behind.</summary>
    public CatalogFlag? Flag { get; init; }

    /// <summary>Why it needs no flag.</summary>
    public string? StableBecause { get; init; }

    /// <summary>Whether it has personal data: nobody knows that of an event without a contract.</summary>
    public CatalogPersonalData HasPersonalData { get; init; }

    /// <summary>The paths of the fields with personal data.</summary>
    public IReadOnlyList<string> PersonalData { get; init; } = [];

    /// <summary>That it has ended.</summary>
    public CatalogRetirement? Retired { get; init; }

    /// <summary>Which side of it is missing.</summary>
    public CatalogOrphan? Orphan { get; init; }

    /// <summary>When its newest version came.</summary>
    public CatalogChanged? Changed { get; init; }

    /// <summary>The fields of all versions.</summary>
    public IReadOnlyList<CatalogField> Fields { get; init; } = [];

    /// <summary>The versions, the oldest first.</summary>
    public IReadOnlyList<CatalogVersion> Versions { get; init; } = [];

    /// <summary>The changes that comparisons name by their index.</summary>
    public IReadOnlyList<CatalogChange> Changes { get; init; } = [];

    /// <summary>The comparisons of versions.</summary>
    public IReadOnlyList<CatalogComparison> Comparisons { get; init; } = [];

    /// <summary>What may still be changed.</summary>
    public IReadOnlyList<CatalogEdit> Allowed { get; init; } = [];

    /// <summary>The breaks that its source justifies.</summary>
    public IReadOnlyList<CatalogJustification> JustifiedBreaks { get; init; } = [];

    public IReadOnlyList<CatalogPublisher> Publishers { get; init; } = [];

    /// <summary>The handlers that read it, those of any event on its topic too.</summary>
    public IReadOnlyList<CatalogSubscriber> Subscribers { get; init; } = [];

    /// <summary>Handlers of any event, whose topics or list only run time knows.</summary>
    public IReadOnlyList<CatalogSubscriber> PossibleSubscribers { get; init; } = [];

    /// <summary>What was seen of it on the bus.</summary>
    public IReadOnlyList<CatalogObservation> Observed { get; init; } = [];

    public CatalogExamples? Examples { get; init; }

    public CatalogLinks? Links { get; init; }
}

/// <summary>Whether an event is declared.</summary>
enum CatalogEventState
{
    /// <summary>A build declares it.</summary>
    Declared,

    /// <summary>It has ended for good.</summary>
    Retired,

    /// <summary>Somebody sends or reads it, and no build declares it.</summary>
    Undeclared,
}

/// <summary>Whose an event is.</summary>
enum CatalogRole
{
    /// <summary>One of ours.</summary>
    Owner,

    /// <summary>Another team's.</summary>
    Mirror,
}

/// <summary>Whether an event has personal data.</summary>
enum CatalogPersonalData
{
    /// <summary>No contract says it.</summary>
    Unknown,

    /// <summary>Fields of its newest version are marked.</summary>
    Yes,

    /// <summary>Its contract marks none.</summary>
    No,
}

/// <summary>Which side of an event is missing.</summary>
enum CatalogOrphan
{
    /// <summary>Somebody sends it, and nobody reads it.</summary>
    NeverConsumed,

    /// <summary>Somebody reads it, and no build or settings send it.</summary>
    NeverPublished,

    /// <summary>Somebody reads it, and the settings of all that send it switch it off.</summary>
    SwitchedOff,
}

/// <summary>A feature flag.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RemoveBy">Its last day.</param>
/// <param name="State">How far that is.</param>
/// <param name="Days">The days that are left; negative ones are over.</param>
sealed record CatalogFlag(string Name, string? RemoveBy, CatalogFlagState State, int? Days);

/// <summary>How far the last day of a flag is.</summary>
enum CatalogFlagState
{
    Expired,
    DueSoon,
    Open,

    /// <summary>It has no last day.</summary>
    Undated,
}

/// <summary>That an event has ended.</summary>
/// <param name="Day">The day.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReplacedBy">The event that came after it; null where the catalogue has none.</param>
sealed record CatalogRetirement(string Day, string Reason, string? ReplacedBy);

/// <summary>When the newest version of an event was first in a catalogue.</summary>
/// <param name="Day">The day.</param>
/// <param name="Days">How many days ago.</param>
/// <param name="IsLately">Whether that is lately.</param>
sealed record CatalogChanged(string Day, int Days, bool IsLately);

/// <summary>A field of a version.</summary>
sealed record CatalogField
{
    public required string Name { get; init; }

    /// <summary>Its path from the top: <c>items[].sku</c>.</summary>
    public required string Path { get; init; }

    /// <summary>How many fields it is below.</summary>
    public required int Depth { get; init; }

    /// <summary>Its type in words.</summary>
    public required string Type { get; init; }

    public string? Doc { get; init; }

    /// <summary>Its default as JSON.</summary>
    public string? Default { get; init; }

    public bool IsPersonal { get; init; }

    public bool IsKey { get; init; }

    /// <summary>The symbols of an enum.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];
}

/// <summary>A version of an event.</summary>
sealed record CatalogVersion
{
    /// <summary>The id of what is declared and wasn't shipped yet.</summary>
    public const string Current = "current";

    /// <summary>Its number, or <see cref="Current"/>.</summary>
    public required string Id { get; init; }

    public int? Number { get; init; }

    /// <summary>The hash of its schema.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its fields, as indices into those of the event.</summary>
    public required IReadOnlyList<int> Fields { get; init; }

    /// <summary>Its Avro schema.</summary>
    public required JsonElement Schema { get; init; }

    /// <summary>The day on which it was first in a catalogue; null where that isn't known.</summary>
    public string? Since { get; init; }

    /// <summary>For an event of another team: the first version of its library that has a newer version.</summary>
    public string? LibraryBelow { get; init; }

    /// <summary>Whether it is what is declared now.</summary>
    public bool IsCurrent { get; init; }
}

/// <summary>Examples of an event.</summary>
/// <param name="Json">Its data.</param>
/// <param name="Code">How it is sent and read in C#.</param>
sealed record CatalogExamples(JsonElement? Json, string? Code);

/// <summary>Addresses.</summary>
/// <param name="Source">The record.</param>
/// <param name="Contract">The accepted schema.</param>
sealed record CatalogLinks(string? Source, string? Contract);
