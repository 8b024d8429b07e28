using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>
/// How an event compares with its contract and its released versions. The analyzers, the fixes and the build's tasks all ask
/// <see cref="Of"/>, so that they can't disagree.
/// </summary>
sealed class EventVerdict
{
    private const int MaxDifferences = 3;

    private readonly Lazy<string> _schemaText;
    private readonly Lazy<string> _contractText;

    private EventVerdict(ContractCandidate candidate, ContractHistory history, ContractFile contract)
    {
        Candidate = candidate;
        History = history;
        Contract = contract;
        _schemaText = new Lazy<string>(() => candidate.Schema.ToJson());
        _contractText = new Lazy<string>(contract.ToText);
    }

    /// <summary>The event.</summary>
    public ContractCandidate Candidate { get; }

    /// <summary>The versions that it was checked against.</summary>
    public ContractHistory History { get; }

    /// <summary>What its <c>.contract.json</c> holds once it is accepted.</summary>
    public ContractFile Contract { get; }

    /// <summary>The text of its <c>.avsc</c> once it is accepted.</summary>
    public string SchemaText => _schemaText.Value;

    /// <summary>The text of its <c>.contract.json</c> once it is accepted.</summary>
    public string ContractText => _contractText.Value;

    /// <summary>How it compares with the accepted contract.</summary>
    public required ContractState State { get; init; }

    /// <summary>The findings that nothing justifies.</summary>
    public required IReadOnlyList<VerdictFinding> Findings { get; init; }

    /// <summary>The justifications that some finding needs.</summary>
    public required IReadOnlyCollection<Justification> NeededJustifications { get; init; }

    /// <summary>What differs from the accepted schema.</summary>
    public required IReadOnlyList<AvroDifference> Differences { get; init; }

    /// <summary>What differs from the accepted contract, in words; empty where nothing does.</summary>
    public required string Difference { get; init; }

    /// <summary>
    /// What can be said about a difference that the level allows, as part of a sentence. Under a weaker level somebody may break.
    /// </summary>
    public required string Reassurance { get; init; }

    /// <summary>The findings that can't be accepted.</summary>
    public IEnumerable<VerdictFinding> UnacceptableBreaks => Findings.Where(finding => finding.Severity == RuleSeverity.Error);

    /// <summary>The findings that are accepted only on explicit request.</summary>
    public IEnumerable<VerdictFinding> AcceptableFindings => Findings.Where(finding => finding.CanBeAccepted);

    /// <summary>How severe a finding is. In CI, nothing passes that wasn't accepted.</summary>
    public RuleSeverity SeverityOf(VerdictFinding finding, bool isCI) =>
        isCI && Difference.Length > 0 ? RuleSeverity.Error : finding.Severity;

    /// <summary>The verdict on an event.</summary>
    /// <param name="candidate">What its record declares.</param>
    /// <param name="history">Its versions.</param>
    /// <param name="today">The day on which justifications must hold.</param>
    /// <exception cref="AvroSchemaException">Two schemas are nested too deeply to be compared.</exception>
    public static EventVerdict Of(ContractCandidate candidate, ContractHistory history, DateTime today)
    {
        // An edited version has a finding of its own; what differs from it says nothing about any service.
        history = history.WithoutEdited();
        Justification[] holding =
        [
            .. candidate.Justifications.Where(justification => justification.HoldsOn(today)
                && (!candidate.Terms.IsMirror || justification.Subject.Rule == RuleIds.OwnershipGivenUp)),
        ];
        VerdictFinding? lowered = LevelChange.Find(candidate, history);
        bool isLevelAgreedTo = holding.Any(justification => justification.Subject == lowered?.Subject);
        CompatibilityLevel level = lowered is null || isLevelAgreedTo ? candidate.Level : LevelChange.PromisedBy(history)!.Value;
        VerdictFinding[] found =
        [
            .. lowered is null ? [] : new[] { lowered },
            .. MeaningsOnce([.. SchemaChanges.Find(candidate, history, level), .. TermChanges.Find(candidate, history, level)]),
        ];
        Justification[] needed = [.. holding.Where(one => found.Any(finding => finding.Subject == one.Subject))];
        VerdictFinding[] findings = [.. found.Where(finding => !needed.Any(one => one.Subject == finding.Subject))];
        ContractFile contract = candidate.ToContractFile();
        IReadOnlyList<AvroDifference> differences = history.Accepted is { } old && !old.Schema.Equals(candidate.Schema)
            ? AvroDifferences.Between(old.Schema, candidate.Schema)
            : [];
        string difference = history.Accepted is { } accepted ? TextOf(differences, accepted, contract) : "";
        return new EventVerdict(candidate, history, contract)
        {
            State = history.Accepted is null ? ContractState.Missing
                : findings.Length > 0 ? ContractState.Broken
                : difference.Length > 0 ? ContractState.OutOfDate
                : ContractState.UpToDate,
            Reassurance = difference.Length == 0 || BreaksNobody(candidate, history, level)
                ? "nobody breaks, so accept the change"
                : $"{level.ToRegistryName()} allows it, but other services may break, so accept the change only if that is meant",
            Findings = findings,
            NeededJustifications = needed,
            Differences = differences,
            Difference = difference,
        };
    }

    private static bool BreaksNobody(ContractCandidate candidate, ContractHistory history, CompatibilityLevel level) =>
        level == CompatibilityLevel.FullTransitive
        || !SchemaChanges.Find(candidate, history, CompatibilityLevel.FullTransitive).Any(finding => finding.IsBreaking);

    // What the schema says about a member's type comes before what the member means.
    private static IEnumerable<VerdictFinding> MeaningsOnce(VerdictFinding[] found) => found.Where(finding =>
        finding.Subject.Rule != RuleIds.MeaningChanged
        || !found.Any(other => other.Subject.Rule != RuleIds.MeaningChanged
            && other.Record == finding.Record
            && other.Field == finding.Field
            && other.Versions.Any(version => version.Schema.Equals(finding.Version.Schema))));

    private static string TextOf(IReadOnlyList<AvroDifference> differences, ContractVersion accepted, ContractFile contract)
    {
        var parts = new List<string>(differences.Take(MaxDifferences).Select(difference => difference.Message));
        if (differences.Count > MaxDifferences)
        {
            parts.Add($"and {differences.Count - MaxDifferences} more");
        }

        if (accepted.Contract is { } old)
        {
            (ContractTerms before, ContractTerms now) = (old.Terms, contract.Terms);
            (string Name, bool IsSame)[] terms =
            [
                ("topic", before.Topic == now.Topic),
                ("key", before.Key == now.Key && before.KeyFormat == now.KeyFormat),
                ("transports", before.Transports == now.Transports),
                ("role", before.IsMirror == now.IsMirror),
                ("compatibility", before.Compatibility == now.Compatibility),
                ("personal data", before.PersonalData.Equals(now.PersonalData)),
                ("meanings", before.MeanSameAs(now)),
                ("sha256", old.Sha256 == contract.Sha256 || differences.Count > 0),
                ("termsSha256", !old.AreTermsEdited),
            ];
            parts.AddRange(terms.Where(term => !term.IsSame).Select(term => term.Name));
        }

        return string.Join("; ", parts);
    }
}

/// <summary>How an event compares with its accepted contract.</summary>
enum ContractState
{
    /// <summary>The contract matches the record.</summary>
    UpToDate,

    /// <summary>There is no contract.</summary>
    Missing,

    /// <summary>The contract differs from the record, and nothing forbids that.</summary>
    OutOfDate,

    /// <summary>An edit breaks a version, or changes its meaning.</summary>
    Broken,
}
