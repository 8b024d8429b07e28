using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>
/// The rules about versions of an event: those of <see cref="AvroRules"/> (EVS30xx, EVS31xx, EVS33xx) with their messages, and those
/// about what an event guarantees besides its schema.
/// </summary>
static class VersionRules
{
    private const string Category = "EventSchemas.Compatibility";

    // The arguments are those of VerdictMessage: {0} the member, {1} what the version has, {2} what the record has, {3} the record,
    // {4} the versions and events, {5} who breaks or why, {6} further advice, which is empty or starts with a space.
    public static IReadOnlyList<Rule> All { get; } =
    [
        OfAvro(
            RuleIds.MemberRemoved,
            "'{0}' was removed from {3}, but it has no default in {4}: {5}. Put it back, marked [Obsolete].{6}"),
        OfAvro(
            RuleIds.MemberAddedWithoutDefault,
            "'{0}' was added to {3} without a default, and is missing in {4}: {5}. Make it nullable, or give it a default.{6}"),
        OfAvro(
            RuleIds.MemberRetyped,
            "'{0}' was {1} in {4} and is {2} now: {5}. Put the type back, and add an optional member of the new type beside it.{6}"),
        OfAvro(
            RuleIds.RecordRenamed,
            "A type was named {1} in {4} and is named {2} now: {5}.{6}"),
        OfAvro(
            RuleIds.MemberRenamed,
            "'{0}' was named {1} in {4}: {5}. Pin the old name with [AvroName(\"{1}\")].{6}"),
        OfAvro(
            RuleIds.MemberWidened,
            "'{0}' was {1} in {4} and is {2} now: {5}. Put the type back, and add an optional member of the new type beside it.{6}"),
        OfAvro(
            RuleIds.MemberNarrowed,
            "'{0}' was {1} in {4} and is {2} now: {5}. Put the type back, and add an optional member of the new type beside it.{6}"),
        OfAvro(
            RuleIds.MadeOptional,
            "'{0}' was {1} in {4} and may be null now: {5}. Remove the question mark and give it a default, or add an optional member "
            + "beside it.{6}"),
        OfAvro(
            RuleIds.MadeRequired,
            "'{0}' was {1} in {4} and can't be null any more: {5}. Put the question mark back.{6}"),
        OfAvro(
            RuleIds.BranchAdded,
            "'{0}' may be {2} now, which is unknown in {4}: {5}. Put the union back, and add an optional member beside it.{6}"),
        OfAvro(
            RuleIds.BranchRemoved,
            "'{0}' may be {1} in {4}, and no longer: {5}. Add {1} to [AvroUnion] again.{6}"),
        OfAvro(
            RuleIds.SymbolAdded,
            "The enum of '{0}' has {2} now, and had no default symbol in {4}: {5}.{6}"),
        OfAvro(
            RuleIds.SymbolRemoved,
            "The enum of '{0}' has no {1} any more, which was there in {4}, and no default symbol: {5}. Put {1} back, or mark the symbol "
            + "that is read instead with [AvroDefaultSymbol] and accept the EVS3107 that follows.{6}"),
        OfAvro(
            RuleIds.FixedResized,
            "'{0}' had the size {1} in {4} and has the size {2} now: {5}. Put the size back in [AvroFixed], and add an optional "
            + "member of the new size beside it.{6}"),
        OfAvro(
            RuleIds.MemberAmbiguous,
            "'{0}' goes by its name and aliases to several members of {4}: {5}. Remove each [AvroAlias] that names another member.{6}"),
        OfAvro(
            RuleIds.MemberLooksRenamed,
            "'{0}' looks like '{1}' in {4}, renamed: to readers that one has gone and this one has come, and the value is lost. Keep "
            + "the old name on the wire with [AvroName(\"{1}\")].{6}"),
        OfAvro(
            RuleIds.LogicalTypeChanged,
            "'{0}' was {1} in {4} and is {2} now: what is on the wire looks the same and means something else. Put the type back, "
            + "and add an optional member of the new type beside it.{6}"),
        OfAvro(
            RuleIds.DecimalChanged,
            "'{0}' was {1} in {4} and is {2} now: {5}. Put [AvroDecimal] back, and add an optional member beside it.{6}"),
        OfAvro(
            RuleIds.DefaultChanged,
            "The default of '{0}' was {1} in {4} and is {2} now: events without the member mean something else when they are read "
            + "again. Put it back.{6}"),
        OfAvro(
            RuleIds.DefaultRemoved,
            "'{0}' had the default {1} in {4} and has none now: the member can't be removed any more, and what was written before it "
            + "came can't be read. Put it back.{6}"),
        OfAvro(
            RuleIds.EnumDefaultChanged,
            "The default symbol of the enum of '{0}' was {1} in {4} and is {2} now: symbols that a reader doesn't know turn into "
            + "another one than before, or into an error. Put [AvroDefaultSymbol] back on {1}.{6}"),
        OfAvro(
            RuleIds.SymbolTurnsIntoDefault,
            "The enum of '{0}' has no {1} any more, which was there in {4}: events with a symbol that has gone are read as {2}, without "
            + "an error. Put {1} back.{6}"),
        OfAvro(
            RuleIds.PromotionIsLossy,
            "'{0}' was {1} in {4} and is {2} now: older events are read, but digits or characters may be lost. Put the type back, "
            + "and add an optional member of the new type beside it.{6}"),
        OfAvro(
            RuleIds.NamespaceChanged,
            "The namespace of the schema was {1} in {4} and is {2} now: registries that name subjects after records begin a new and "
            + "empty history. Put the namespace back, or the event type that it is, or restore the contract file.{6}"),
        OfAvro(
            RuleIds.RootRenamed,
            "The root record was named {1} in {4} and is named {2} now: registries that name subjects after records begin a new and "
            + "empty history. Put the name back, restore the contract file, or start a new event type.{6}"),
        new(
            RuleIds.TopicChanged, Category, RuleSeverity.Warning, "Topic changed",
            "The topic was {1} in {4} and is {2} now: services that read the old topic get no more events, and events on it stay there. "
            + "Put it back.{6}",
            "Readers stay subscribed to the old topic, where nothing comes any more."),
        new(
            RuleIds.KeyChanged, Category, RuleSeverity.Warning, "Key changed",
            "The key was {1} in {4} and is {2} now: events that belong together go to other partitions than those before "
            + "them, so their order is lost. Put it back.{6}",
            "The key decides the partition: events of one thing are in order only as long as it stays the same."),
        new(
            RuleIds.PersonalDataMarked, Category, RuleSeverity.Warning, "Member became personal data",
            "'{0}' is personal data now, and was published without the mark in {4}: what is on the topic and in other services' "
            + "stores was treated as harmless. Tell their owners, or remove the mark.{6}",
            "What was published before the mark lies unprotected on topics and in other services."),
        new(
            RuleIds.CompatibilityLowered, Category, RuleSeverity.Error, "Compatibility level lowered",
            "The compatibility level was {1} in {4} and is {2} now: edits that break other services would no longer be reported. {1} is "
            + "still checked. Put {1} back.{6}",
            "Other services were written against what the level promised; a weaker promise is theirs to know about."),
        new(
            RuleIds.MeaningChanged, Category, RuleSeverity.Warning, "Meaning of a member changed",
            "'{0}' was {1} in {4} and is {2} now: the type on the wire is the same, but its values stand for something else, so older "
            + "ones may be misread or refused. Put the type back, and add an optional member of the new type beside it.{6}",
            "The schema can't tell a Guid from other text, so nobody else would notice."),
        new(
            RuleIds.PersonalDataUnmarked, Category, RuleSeverity.Warning, "Member is no longer personal data",
            "'{0}' was personal data in {4} and isn't marked any more: logs and error messages will show its values, and the "
            + "contract no longer tells other services to protect them. Put [PersonalData] back.{6}",
            "Whoever stores the event relies on the mark to know what has to be protected and deleted."),
        new(
            RuleIds.OwnershipGivenUp, Category, RuleSeverity.Warning, "Event became a mirror",
            "{3} was owned by this project in {4} and is a mirror now: edits of it are no longer checked for the services that read "
            + "it, and what it promised is no longer kept here. Remove Role = EventRole.Mirror.{6}",
            "A mirror follows what another team publishes; an event that nobody owns is protected by nobody."),
        new(
            RuleIds.TransportLeft, Category, RuleSeverity.Warning, "Event left a transport",
            "The event travelled by {1} in {4} and travels by {2} now: services that read it where it isn't published any more get "
            + "nothing, and its versions are no longer checked for them. Put the transport back.{6}",
            "Readers stay where they are, and what protects them depends on how they read."),
        OfAvro(
            RuleIds.RedisMemberAdded,
            "'{0}' was added to {3} with other values behind it: {5}. Add it behind everything else in the event.{6}"),
        OfAvro(
            RuleIds.RedisMemberAppended,
            "'{0}' was added to {3}, and is missing in {4}: on Redis, a service that doesn't know it refuses the event unless it ignores "
            + "surplus bytes, and a service that knows it can't read an entry without it unless it has the older version. Deploy the "
            + "publishers first, and the readers when older entries have left the stream.{6}"),
        OfAvro(
            RuleIds.RedisMemberRemoved,
            "'{0}' was removed from {3}, and is in {4}: {5}. Put it back, marked [Obsolete].{6}"),
        OfAvro(
            RuleIds.RedisOrderChanged,
            "In {3}, {1} come in another order than in {4}: {5}. Put {1} back in order.{6}"),
        OfAvro(
            RuleIds.RedisTypeChanged,
            "'{0}' was {1} in {4} and is {2} now: {5}. Put the type back, and add a member of the new type behind everything else.{6}"),
    ];

    /// <summary>The ids of the rules whose findings keep a service from reading an event.</summary>
    public static IReadOnlyList<string> BreakingIds { get; } =
        [.. AvroRules.All.Where(rule => rule.Category == AvroRuleCategory.Reading).Select(rule => rule.Id)];

    /// <summary>The ids of the rules whose findings change what an event means, while everybody still reads it.</summary>
    public static IReadOnlyList<string> MeaningIds { get; } =
        [.. All.Select(rule => rule.Id).Except(BreakingIds).Except([RuleIds.CompatibilityLowered])];

    /// <summary>Whether a rule is about a member that isn't there any more, so that its justification is on the record.</summary>
    public static bool IsRemoval(string id) => id is RuleIds.MemberRemoved or RuleIds.RedisMemberRemoved;

    /// <summary>Whether a rule is about versions, so that it can be justified.</summary>
    public static bool Contains(string id) => All.Any(rule => rule.Id == id);

    private static Rule OfAvro(string id, string messageFormat)
    {
        AvroRule rule = AvroRules.Find(id)!;
        RuleSeverity severity = rule.Severity == AvroRuleSeverity.Error ? RuleSeverity.Error : RuleSeverity.Warning;
        return new Rule(id, Category, severity, rule.Title, messageFormat, rule.Purpose);
    }
}

/// <summary>The rules about justifications of breaks (EVS32xx).</summary>
static class JustificationRules
{
    private const string Category = "EventSchemas.Compatibility";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new(
            RuleIds.JustificationIncomplete, Category, RuleSeverity.Error, "Justification is incomplete",
            "This justification {0}",
            "A break is agreed to by a line that reviewers can judge: which rule, why nobody breaks, and until when."),
        new(
            RuleIds.JustificationExpired, Category, RuleSeverity.Warning, "Justification has expired",
            "The justification of {0} held until {1}: undo the break, or agree to a later day in Expires",
            "A break that was agreed to for a time has to be looked at again when it is over."),
        new(
            RuleIds.JustificationUnused, Category, RuleSeverity.Info, "Justification is not needed",
            "The justification of {0} has no effect here, so remove it: {1}",
            "A justification that outlives its break would hide the next one."),
    ];
}
