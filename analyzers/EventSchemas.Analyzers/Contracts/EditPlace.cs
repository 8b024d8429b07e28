using EventSchemas.Avro;

namespace EventSchemas.Analyzers;

/// <summary>Where an edit was typed: at an argument of the attribute, a member, a symbol of an enum, or a branch of a union.</summary>
static class EditPlace
{
    /// <summary>Where the edit that a finding is about was typed.</summary>
    public static Place Of(AnalyzedEvent @event, VerdictFinding finding) => finding.Subject.Rule switch
    {
        RuleIds.TopicChanged => @event.Topic,
        RuleIds.KeyChanged => @event.Key,
        RuleIds.CompatibilityLowered => @event.Compatibility,
        RuleIds.OwnershipGivenUp => @event.Role,
        RuleIds.TransportLeft => @event.Transports,
        RuleIds.SymbolAdded or RuleIds.EnumDefaultChanged => Of<EnumType>(@event, finding.Record, finding.Field, FirstOf(finding.New)),
        RuleIds.SymbolRemoved or RuleIds.SymbolTurnsIntoDefault => Of<EnumType>(@event, finding.Record, finding.Field, item: null),
        RuleIds.BranchAdded => Of<UnionType>(@event, finding.Record, finding.Field, FirstOf(finding.New)),
        RuleIds.BranchRemoved => Of<UnionType>(@event, finding.Record, finding.Field, item: null),
        _ => @event.PlaceOf(finding.Record, finding.Field),
    };

    /// <summary>Where a difference from the accepted schema was typed.</summary>
    public static Place Of(AnalyzedEvent @event, AvroDifference difference)
    {
        string? record = difference.Record?.Substring(difference.Record.LastIndexOf('.') + 1);
        return difference.Kind switch
        {
            AvroDifferenceKind.SymbolAdded or AvroDifferenceKind.EnumDefaultAdded or AvroDifferenceKind.EnumDefaultChanged =>
                Of<EnumType>(@event, record, difference.Field, difference.New),
            AvroDifferenceKind.SymbolRemoved or AvroDifferenceKind.SymbolsReordered or AvroDifferenceKind.EnumDefaultRemoved =>
                Of<EnumType>(@event, record, difference.Field, item: null),
            AvroDifferenceKind.BranchAdded => Of<UnionType>(@event, record, difference.Field, difference.New),
            AvroDifferenceKind.BranchRemoved or AvroDifferenceKind.BranchesReordered =>
                Of<UnionType>(@event, record, difference.Field, item: null),
            _ => @event.PlaceOf(record, difference.Field),
        };
    }

    // Several symbols or branches of one edit are separated by commas.
    private static string? FirstOf(string? names) => names?.Split(',')[0];

    // An item of the member's enum or union, or the whole of it; the member where this project doesn't declare it.
    private static Place Of<T>(AnalyzedEvent @event, string? record, string? field, string? item)
        where T : MemberType
    {
        PartPlaces[] parts =
        [
            .. (@event.MemberOf(record, field)?.Type.All() ?? [])
                .OfType<T>()
                .Select(type => @event.Parts.TryGetValue(type.CSharp, out PartPlaces? places) ? places : null)
                .OfType<PartPlaces>()
                .Distinct(),
        ];
        return item is null
            ? (parts.Length == 1 ? parts[0].Place : @event.PlaceOf(record, field))
            : parts.Select(part => part.Items.TryGetValue(item, out Place? place) ? place : null).FirstOrDefault(place => place is not null)
                ?? @event.PlaceOf(record, field);
    }
}

/// <summary>Where a type that an event reaches lists its items: an enum its symbols, a union its branches.</summary>
/// <param name="Place">The name of the enum, or the attribute of the union.</param>
/// <param name="Items">The items by their names in the schema.</param>
sealed record PartPlaces(Place Place, IReadOnlyDictionary<string, Place> Items);
