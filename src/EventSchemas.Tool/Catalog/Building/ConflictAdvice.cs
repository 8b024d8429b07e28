using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>
/// Says of conflicts about an event what breaks for whom, and who has to do what. The first claim of each is the one to follow.
/// </summary>
/// <param name="facts">What is known of the event.</param>
sealed class ConflictAdvice(EventFacts facts)
{
    /// <summary>Two builds own it.</summary>
    public CatalogConflict OnOwners(CatalogConflict conflict)
    {
        string[] owning = Services(conflict);
        string[] sending = [.. owning.Where(name => facts.Publishers.Any(one => one.Service == name && one.IsEnabled != false))];
        return conflict with
        {
            Impact = $"Each can ship a version that the others don't know, and is checked against its own versions only: "
                + $"{Readers()} can get events that can't be read.",
            Actions = sending.Length == 1
                ?
                [
                    .. owning.Except(sending).Select(name => new CatalogAction(
                        name, $"Declare it with Role = EventRole.Mirror: of these only {sending[0]} sends it.")),
                ]
                :
                [
                    .. owning.Select(name => new CatalogAction(
                        name,
                        $"Agree with {Listed(owning.Where(other => other != name))} on one owner: the others declare it with "
                        + "Role = EventRole.Mirror.")),
                ],
        };
    }

    /// <summary>Builds name different teams.</summary>
    public static CatalogConflict OnTeams(CatalogConflict conflict) => conflict with
    {
        Impact = "Nothing breaks; who looks for the owner finds another team.",
        Actions = Followers(conflict, first => $"Write Owner = \"{first.Value}\", as {first.Service} does."),
    };

    /// <summary>A schema differs.</summary>
    public static CatalogConflict OnSchemas(CatalogConflict conflict, SchemaClaim[] claims)
    {
        SchemaClaim first = claims[0];
        SchemaClaim[] others = [.. claims.Where(one => one.Sha256 != first.Sha256 && one.Service != first.Service)];
        string version = first.Number is { } number ? FormattableString.Invariant($"version {number}") : "the schema";
        string checkedElsewhere = Listed(others.Select(one => one.Service).DefaultIfEmpty(first.Service));
        return conflict with
        {
            Impact = string.Join(' ', others.Select(one => Reading(one, first)).Append(
                $"The builds of {checkedElsewhere} are checked against a schema that {first.Service} never shipped, and don't notice what "
                + "breaks them.")),
            Actions = others.Length == 0
                ? [new CatalogAction(first.Service, $"Build all its assemblies with one {version}: shipped versions are never edited.")]
                :
                [
                    .. others.Select(one => one.Service).Distinct(StringComparer.Ordinal).Select(name => new CatalogAction(
                        name,
                        first.Number is null
                            ? $"Take the schema of {first.Service}, or ask it to ship this one as its next version."
                            : $"Take {version} as {first.Service} shipped it, with its schema and its contract file.")),
                ],
        };
    }

    /// <summary>What it promises besides its schema differs.</summary>
    public CatalogConflict OnTerms(CatalogConflict conflict) => conflict.Kind switch
    {
        CatalogConflictKind.Topic => conflict with
        {
            Impact = $"Who reads one topic misses what is sent to another one: {Readers()} may get nothing of it."
                + (facts.Publishers.Count > 0 && facts.Publishers.All(one => one.IsEnabled == false)
                    ? " At present nothing is sent: who sends it is switched off."
                    : ""),
            Actions = Followers(
                conflict,
                first => $"Use the topic '{first.Value}' of {first.Service}, or agree with it on another one."),
        },
        CatalogConflictKind.Key => conflict with
        {
            Impact = $"Events of one subject go to different partitions, so that {Readers()} may get them in another order.",
            Actions = Followers(conflict, first => $"Use the key '{first.Value}' of {first.Service}, or agree with it on another one."),
        },
        CatalogConflictKind.KeyFormat => conflict with
        {
            Impact = $"The same key is written as different bytes: {Readers()} may get events of it in another order, or can't read it.",
            Actions = Followers(conflict, first => $"Write the key as {first.Service} does: {first.Value}."),
        },
        CatalogConflictKind.Compatibility => conflict with
        {
            Impact = $"A change that one build allows breaks by the level of another one, for example at {Readers()}.",
            Actions = Followers(conflict, first => $"Hold it to {first.Value}, as {first.Service} does."),
        },
        _ => conflict with
        {
            Impact = "Who switches one flag off doesn't stop all who send it.",
            Actions = Followers(conflict, first => $"Send it behind the flag '{first.Value}', as {first.Service} does."),
        },
    };

    /// <summary>It has ended, and is in use.</summary>
    public CatalogConflict OnRetired(CatalogConflict conflict)
    {
        string? next = facts.ReplacedBy;
        string[] reading = [.. conflict.Claims.Where(claim => claim.Value == "reads it").Select(claim => claim.Service)];
        string[] sending = [.. facts.Publishers.Where(one => one.IsEnabled != false).Select(one => one.Service).Distinct()];
        return conflict with
        {
            Impact = (reading.Length, sending.Length) switch
            {
                (> 0, > 0) => $"{Listed(reading)} still {(reading.Length == 1 ? "depends" : "depend")} on what {Listed(sending)} "
                    + $"{(sending.Length == 1 ? "sends" : "send")}, and nobody checks its changes any more.",
                (> 0, _) => $"{Listed(reading)} {(reading.Length == 1 ? "waits" : "wait")} for an event that nobody sends.",
                (_, > 0) => $"What {Listed(sending)} {(sending.Length == 1 ? "sends" : "send")} is read by nobody here, and nobody checks "
                    + "its changes any more.",
                _ => "Nothing breaks; whoever looks at the declaration takes the event for one that is in use.",
            },
            Actions =
            [
                .. conflict.Claims.Select(claim => new CatalogAction(claim.Service, claim.Value switch
                {
                    "reads it" => next is null ? "Remove its handlers." : $"Read {next} instead, and remove the handlers of this one.",
                    "declares it" => "Remove the declaration.",
                    _ => next is null ? "Stop sending it." : $"Send {next} instead.",
                })),
            ],
        };
    }

    private static CatalogAction[] Followers(CatalogConflict conflict, Func<CatalogClaim, string> text) =>
    [
        .. conflict.Claims.Where(claim => claim.Value != conflict.Claims[0].Value).Select(claim => claim.Service)
            .Distinct(StringComparer.Ordinal)
            .Select(name => new CatalogAction(name, text(conflict.Claims[0]))),
    ];

    private static string Reading(SchemaClaim reader, SchemaClaim writer) =>
        AvroCompatibility.CanRead(reader.Schema, writer.Schema).Count == 0
            ? $"{reader.Service} can read what is written with the schema of {writer.Service}; a field that only one of the two has is "
                + "left out or has its default."
            : $"{reader.Service} can't read what is written with the schema of {writer.Service}.";

    private static string[] Services(CatalogConflict conflict) =>
        [.. conflict.Claims.Select(claim => claim.Service).Distinct(StringComparer.Ordinal)];

    private string Readers()
    {
        string[] readers = [.. facts.Subscribers.Select(one => one.Service).Distinct(StringComparer.Ordinal)];
        return readers.Length == 0 ? "whoever reads it" : Listed(readers);
    }

    private static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names.Distinct(StringComparer.Ordinal)];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}";
    }
}
