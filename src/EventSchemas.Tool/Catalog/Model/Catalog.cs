using System.Text.Json.Serialization;

namespace EventSchemas.Tool;

/// <summary>
/// The catalogue: which events there are, who owns, sends and reads them. docs/tool/catalog.md describes it as JSON, which has these
/// members.
/// </summary>
sealed record Catalog
{
    /// <summary>The format that this version writes, and the newest that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format.</summary>
    public required int Format { get; init; }

    /// <summary>The title of the site.</summary>
    public required string Title { get; init; }

    /// <summary>The day that it was made on, as <c>yyyy-MM-dd</c>.</summary>
    public required string Day { get; init; }

    /// <summary>The version of the tool that made it.</summary>
    public required string PackageVersion { get; init; }

    /// <summary>How much of what there is.</summary>
    public required CatalogTotals Totals { get; init; }

    /// <summary>The events, by event type.</summary>
    public required IReadOnlyList<CatalogEvent> Events { get; init; }

    /// <summary>The services and libraries, by name.</summary>
    public required IReadOnlyList<CatalogService> Services { get; init; }

    /// <summary>Where builds contradict each other.</summary>
    public IReadOnlyList<CatalogConflict> Conflicts { get; init; } = [];

    /// <summary>What was seen on the bus and names no event.</summary>
    public IReadOnlyList<CatalogObservation> WithoutEvent { get; init; } = [];

    /// <summary>The rules that are named, by their ids.</summary>
    public IReadOnlyDictionary<string, CatalogRule> Rules { get; init; } = new Dictionary<string, CatalogRule>();

    /// <summary>Texts that are named by their index.</summary>
    public required IReadOnlyList<string> Texts { get; init; }
}

/// <summary>How much of what there is.</summary>
sealed record CatalogTotals
{
    public required int Events { get; init; }

    public required int Services { get; init; }

    public required int Retired { get; init; }

    public required int NeverConsumed { get; init; }

    public required int NeverPublished { get; init; }

    public required int ExpiredFlags { get; init; }

    public required int FlagsDueSoon { get; init; }

    public required int JustifiedBreaks { get; init; }

    public required int ExpiredBreaks { get; init; }

    public required int PersonalDataEvents { get; init; }

    /// <summary>The events of which nobody knows whether they have personal data.</summary>
    public int PersonalDataUnknown { get; init; }

    /// <summary>The events whose publishers are all switched off.</summary>
    public int SwitchedOff { get; init; }

    /// <summary>The publishers that were seen on the bus, and that no build and no settings explain, also without an event.</summary>
    public int SeenOnly { get; init; }

    public required int Conflicts { get; init; }

    public required int ChangedLately { get; init; }
}

/// <summary>A rule.</summary>
/// <param name="Title">What happens, in a few words.</param>
/// <param name="Url">The address of its page.</param>
sealed record CatalogRule(string Title, string? Url);

/// <summary>Something on which builds contradict each other.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Event">The event type.</param>
/// <param name="Text">What is wrong, as a sentence.</param>
/// <param name="Claims">Who says what.</param>
sealed record CatalogConflict(
    CatalogConflictKind Kind, string Event, string Text, [property: JsonRequired] IReadOnlyList<CatalogClaim> Claims)
{
    /// <summary>What breaks for whom, as a sentence.</summary>
    public string? Impact { get; init; }

    /// <summary>What has to be done, and by whom.</summary>
    public IReadOnlyList<CatalogAction> Actions { get; init; } = [];
}

/// <summary>What a service has to do.</summary>
/// <param name="Service">The service.</param>
/// <param name="Text">What, as a sentence.</param>
sealed record CatalogAction(string Service, string Text);

/// <summary>What a service says.</summary>
/// <param name="Service">The service.</param>
/// <param name="Value">What it says.</param>
sealed record CatalogClaim(string Service, string Value);

/// <summary>What a conflict is about.</summary>
enum CatalogConflictKind
{
    /// <summary>Who owns the event.</summary>
    Owner,

    /// <summary>Which schema a version has.</summary>
    Schema,

    /// <summary>The topic that it is sent to.</summary>
    Topic,

    /// <summary>Its key.</summary>
    Key,

    /// <summary>How its key is written.</summary>
    KeyFormat,

    /// <summary>The level that it is held to.</summary>
    Compatibility,

    /// <summary>Its feature flag.</summary>
    Flag,

    /// <summary>Whether it has ended.</summary>
    Retired,
}
