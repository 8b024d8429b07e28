using System.Text.Json.Serialization;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What is different between two contracts of an event, and who breaks by it.</summary>
/// <param name="EventType">The event, or both where they differ.</param>
/// <param name="Differences">What differs in the schemas, in words.</param>
/// <param name="Terms">What differs besides, in words.</param>
/// <param name="Effects">What follows from the differences.</param>
sealed record ContractComparison(
    string EventType,
    IReadOnlyList<string> Differences,
    IReadOnlyList<string> Terms,
    IReadOnlyList<ChangeEffect> Effects)
{
    /// <summary>Who gets a default in place of what was written, without an error, in words.</summary>
    public IReadOnlyList<string> Instead { get; init; } = [];

    /// <summary>The same as data.</summary>
    [JsonIgnore]
    public IReadOnlyList<SilentRead> SilentReads { get; init; } = [];

    /// <summary>Whether nothing differs.</summary>
    public bool IsSame => Differences.Count == 0 && Terms.Count == 0;

    /// <summary>Compares two contracts.</summary>
    public static ContractComparison Of(ContractSide old, ContractSide @new)
    {
        (string before, string after) = NamesOf(old, @new);
        Transports transports = (old.Terms?.Transports ?? Transports.Kafka) | (@new.Terms?.Transports ?? Transports.Kafka);
        IReadOnlyList<AvroDifference> differences = AvroDifferences.Between(old.Schema, @new.Schema);
        IReadOnlyList<SilentRead> silent = SilentRead.Between(old.Schema, @new.Schema, differences, transports);
        return new ContractComparison(
            old.EventType == @new.EventType || @new.EventType is null
                ? old.EventType ?? "schema"
                : $"{old.EventType ?? "schema"} and {@new.EventType}",
            [.. differences.Select(difference => difference.Message)],
            [.. TermDifferences(old.Terms, @new.Terms)],
            [
                .. TransportTexts.Readings
                    .Where(one => (transports & one.Transport) != 0)
                    .SelectMany(one => EffectsOf(old, @new, one.Reading, one.Transport)),
            ])
        {
            SilentReads = silent,
            Instead = [.. silent.Select(read => $"{read.Difference}: {read.In(before, after)}")],
        };
    }

    // The level that forbids most finds everything; which of the others forbid it too is asked one by one.
    private static IEnumerable<ChangeEffect> EffectsOf(ContractSide old, ContractSide @new, AvroReading reading, Transports transport)
    {
        CompatibilityLevel[] levels = Enum.GetValues<CompatibilityLevel>();
        ILookup<(string, string), CompatibilityLevel> forbidding = levels
            .SelectMany(level => AvroRules.Check(@new.Schema, [old.Schema], level, reading)
                .Select(finding => (Key: KeyOf(finding), Level: level)))
            .Distinct()
            .ToLookup(item => item.Key, item => item.Level);
        return AvroRules.Check(@new.Schema, [old.Schema], CompatibilityLevel.FullTransitive, reading)
            .GroupBy(KeyOf)
            .Select(same => new ChangeEffect(
                SchemaChanges.SubjectOf(same.First()),
                same.First().Rule.Title,
                same.First().Difference.Message,
                transport.ToText(),
                [.. same.Select(finding => finding.Direction).Distinct()],
                same.First().Direction is null
                    ? []
                    : [.. forbidding[same.Key].Select(level => level.ToRegistryName())])
            {
                Who = [.. same.Select(finding => finding.Direction).Distinct().Select(direction => WhoBreaks(direction, old, @new))],
            });
    }

    // Two builds of an assembly have one name.
    private static (string Before, string After) NamesOf(ContractSide old, ContractSide @new) =>
        old.Name == @new.Name ? ("the first", "the second") : (old.Name, @new.Name);

    private static string WhoBreaks(AvroReadDirection? direction, ContractSide old, ContractSide @new)
    {
        (string before, string after) = NamesOf(old, @new);
        return direction switch
        {
            AvroReadDirection.Backward => $"a service on {after} can't read what was written with {before}",
            AvroReadDirection.Forward => $"a service on {before} can't read what is written with {after}",
            _ => "everybody can read, and reads something else",
        };
    }

    private static (string Rule, string Path) KeyOf(AvroRuleFinding finding) => (finding.Rule.Id, finding.Difference.Path);

    private static IEnumerable<string> TermDifferences(ContractTerms? old, ContractTerms? @new)
    {
        if (old is null || @new is null)
        {
            return [];
        }

        (string Name, string? Old, string? New)[] terms =
        [
            ("topic", old.Topic, @new.Topic),
            ("key", old.Key, @new.Key),
            ("key format", old.KeyFormat, @new.KeyFormat),
            ("transports", old.Transports.ToText(), @new.Transports.ToText()),
            ("role", old.IsMirror ? "mirror" : "owner", @new.IsMirror ? "mirror" : "owner"),
            ("compatibility", old.Compatibility, @new.Compatibility),
            ("personal data", string.Join(", ", old.PersonalData), string.Join(", ", @new.PersonalData)),
            ("meanings", MeaningsOf(old), MeaningsOf(@new)),
        ];
        return terms
            .Where(term => term.Old != term.New && !(term.Name == "meanings" && old.MeanSameAs(@new)))
            .Select(term => $"{term.Name}: {Shown(term.Old)} before, {Shown(term.New)} now");
    }

    private static string MeaningsOf(ContractTerms terms) =>
        string.Join(", ", (terms.Meanings ?? default).Select(meaning => $"{meaning.Member} {meaning.Meaning}"));

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? "none" : value;
}

/// <summary>What follows from a difference.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="Difference">The difference, in words.</param>
/// <param name="Transport">The transport whose readers it is about.</param>
/// <param name="Breaks">The directions in which it can't be read; null where it can be, and means something else.</param>
/// <param name="Levels">The levels that forbid it; none where it changes the meaning only.</param>
sealed record ChangeEffect(
    [property: JsonIgnore] FindingSubject Subject,
    string Title,
    string Difference,
    string Transport,
    [property: JsonIgnore] IReadOnlyList<AvroReadDirection?> Breaks,
    IReadOnlyList<string> Levels)
{
    /// <summary>The rule's id.</summary>
    public string Rule => Subject.Rule;

    /// <summary>Who breaks, in words.</summary>
    public required IReadOnlyList<string> Who { get; init; }
}
