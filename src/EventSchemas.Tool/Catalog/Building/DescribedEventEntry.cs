using EventSchemas.Assemblies;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What the catalogue tells of an event whose schema is known: one that is declared, or that has ended.</summary>
/// <param name="facts">What is known of the event.</param>
/// <param name="declared">What is declared, or was.</param>
/// <param name="deadlines">How far days are.</param>
/// <param name="texts">The texts of the catalogue.</param>
/// <param name="sources">What the catalogue is made of.</param>
sealed class DescribedEventEntry(
    EventFacts facts, DeclaredEvent declared, Deadlines deadlines, CatalogTexts texts, CatalogSources sources)
{
    private readonly ManifestEvent _event = declared.Event;
    private readonly EventVersions _versions = facts.Versions!;
    private readonly FieldTable _fields = new(declared.Event);
    private readonly List<CatalogChange> _changes = [];
    private readonly Dictionary<string, int> _changeIndices = new(StringComparer.Ordinal);

    // Of an event that has ended, nobody has to agree to anything.
    private readonly JustifiedSteps _steps = new(
        facts.Versions!, facts.Analysis!.Comparisons, facts.Retirement is null ? declared.Event.Justifications : []);

    /// <summary>Adds it.</summary>
    /// <param name="entry">What doesn't depend on the declaration.</param>
    public CatalogEvent Fill(CatalogEvent entry) => facts.Retirement is null ? WithPlans(WithHistory(entry)) : WithHistory(entry);

    // What says something about the time to come.
    private CatalogEvent WithPlans(CatalogEvent entry) => entry with
    {
        Flag = _event.FeatureFlag is { } flag ? deadlines.FlagOf(flag, _event.FlagRemoveBy) : null,
        StableBecause = _event.StableBecause,
        Changed = deadlines.ChangedOn(entry.Versions[^1].Since),
        Allowed = [.. EditsOf(entry.Versions.Single(version => version.IsCurrent))],
        JustifiedBreaks = [.. _event.Justifications.Select(JustificationAt)],
        Links = LinksOf(),
    };

    private CatalogEvent WithHistory(CatalogEvent entry)
    {
        CatalogVersion[] versions = [.. _versions.All.Select(VersionOf)];
        CatalogComparison[] comparisons = [.. facts.Analysis!.Comparisons.Select(ComparisonOf)];
        return entry with
        {
            Record = _event.Record,
            File = _event.File,
            Line = _event.Line,
            Attribute = facts.Declared is null ? null : _event.Attribute,
            Role = _event.IsMirror ? CatalogRole.Mirror : CatalogRole.Owner,
            Summary = _event.Summary,
            Description = _event.Remarks,
            Owner = _event.Owner,
            DeclaredBy = [.. facts.Declarations.Select(one => one.Build.Service).Distinct().Order(StringComparer.Ordinal)],
            Topic = TopicOf(),
            Key = _event.Terms.Key,
            KeyFormat = _event.Terms.KeyFormat,
            Compatibility = _event.Terms.Compatibility,
            Transports = _event.Terms.Transports.ToText().Split(", "),
            HasPersonalData = !facts.Described!.HasTerms ? CatalogPersonalData.Unknown
                : PersonalFields(versions[^1]).Any() ? CatalogPersonalData.Yes
                : CatalogPersonalData.No,
            PersonalData = [.. PersonalFields(versions[^1])],
            Fields = _fields.Fields,
            Versions = versions,
            Changes = _changes,
            Comparisons = comparisons,
            Publishers = [.. facts.Publishers.Select(one => one.WithoutRepetition(TopicOf(), _event.Terms.Key))],
            Examples = new CatalogExamples(facts.Analysis.Example, facts.Analysis.Code),
        };
    }

    private IEnumerable<string> PersonalFields(CatalogVersion version) =>
        version.Fields.Select(index => _fields.Fields[index]).Where(field => field.IsPersonal).Select(field => field.Path);

    private CatalogJustification JustificationAt(Justification justification, int index)
    {
        (string From, string To)? change = _steps.ChangeOf(index);
        return deadlines.JustificationOf(justification) with { From = change?.From, To = change?.To };
    }

    // Who mirrors an event may leave its topic to the settings of the service that sends it.
    private string? TopicOf() => facts.Declarations.Prepend(declared)
            .Select(one => one.Event.Terms.Topic)
            .FirstOrDefault(topic => topic is not null)
        ?? facts.Publishers.Select(one => one.Topic).FirstOrDefault(topic => topic is not null);

    private CatalogVersion VersionOf(EventVersion version) => new()
    {
        Id = version.Id,
        Number = version.Number,
        Sha256 = version.Sha256,
        Fields = _fields.Add(version.Schema),
        Schema = CatalogJson.ElementOf(version.Schema.ToJson(AvroJsonFormat.Registry)),
        Since = SinceOf(version),
        LibraryBelow = version.LibraryBelow,
        IsCurrent = version.Id == _versions.CurrentId,
    };

    // Without an earlier catalogue nobody knows since when it has been there.
    private string? SinceOf(EventVersion version) => sources.Previous is not { } previous
        ? null
        : previous.Events.FirstOrDefault(one => one.EventType == facts.EventType)?.Versions
            .FirstOrDefault(one => one.Sha256 == version.Sha256) is { } known
                ? known.Since
                : sources.DayText;

    private CatalogComparison ComparisonOf(VersionComparison comparison)
    {
        ILookup<string, ChangeEffect> effects = comparison.Result.Effects.ToLookup(effect => effect.Difference);
        ILookup<string, SilentRead> silent = comparison.Result.SilentReads.ToLookup(read => read.Difference);
        return new CatalogComparison(
            comparison.From,
            comparison.To,
            [
                .. comparison.Result.Differences.Concat(effects.Select(same => same.Key))
                    .Distinct(StringComparer.Ordinal)
                    .Select(text => IndexOf(ChangeOf(comparison, text, [.. effects[text]], [.. silent[text]]))),
            ]);
    }

    private int IndexOf(CatalogChange change)
    {
        string identity = CatalogJson.ToText(change);
        if (!_changeIndices.TryGetValue(identity, out int index))
        {
            index = _changes.Count;
            _changeIndices.Add(identity, index);
            _changes.Add(change);
        }

        return index;
    }

    private CatalogChange ChangeOf(
        VersionComparison comparison, string text, IReadOnlyList<ChangeEffect> effects, IReadOnlyList<SilentRead> silent) => new(text)
    {
        Breaks =
        [
            .. effects.SelectMany(effect => effect.Breaks).Select(BreakOf)
                .Concat(silent.Select(_ => CatalogBreak.Meaning))
                .Distinct()
                .Order(),
        ],
        Instead = [.. silent.Select(read => new CatalogDefault(BreakOf(read.Direction), read.Of, read.Value))],
        Effects =
        [
            .. effects.Select(effect => new CatalogEffect(
                effect.Rule, effect.Transport)
            {
                Breaks = [.. effect.Breaks.Select(BreakOf)],
                Levels = effect.Levels,
                Justified = _steps.Of(comparison, effect),
                Steps = _steps.Between(comparison, effect),
            }),
        ],
    };

    private IEnumerable<CatalogEdit> EditsOf(CatalogVersion current)
    {
        Dictionary<string, int> byPath = current.Fields
            .GroupBy(index => _fields.Fields[index].Path, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        return facts.Analysis!.Allowed
            .GroupBy(edit => (edit.Kind, edit.Edit, edit.Verdict, Rules: string.Join(',', edit.Rules), edit.Why))
            .Select(same => new CatalogEdit(
                same.Key.Kind,
                texts.IndexOf(same.Key.Edit),
                same.Key.Verdict,
                same.Key.Why.Length == 0 ? null : texts.IndexOf(same.Key.Why),
                [.. same.Select(edit => byPath.TryGetValue(edit.Path, out int field)
                    ? new CatalogPlace(field, null)
                    : new CatalogPlace(null, edit.Path))])
            {
                Rules = same.First().Rules,
            });
    }

    private CatalogLinks? LinksOf()
    {
        var links = new CatalogLinks(sources.Sources.Of(declared.Build.Service, _event.File, _event.Line), ContractLink());
        return links is { Source: null, Contract: null } ? null : links;
    }

    private string? ContractLink() => declared.Build.Manifest.ContractFolder is { } folder
        ? sources.Sources.Of(
            declared.Build.Service,
            $"{folder}/{ContractFileName.Of(facts.EventType)}{ContractPath.SchemaExtension}",
            line: null)
        : null;

    private static CatalogBreak BreakOf(AvroReadDirection? direction) => direction switch
    {
        AvroReadDirection.Forward => CatalogBreak.OlderReaders,
        AvroReadDirection.Backward => CatalogBreak.NewerReaders,
        _ => CatalogBreak.Meaning,
    };
}
