using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>What comes of holding an event against its contract files. Holds no place in the source.</summary>
sealed record ContractVerdict
{
    private const int MostDifferences = 3;

    private readonly Lazy<(string Schema, string Contract)> _texts;

    private ContractVerdict(AvroSchema schema, ContractFile contract)
    {
        _texts = new Lazy<(string, string)>(() => (schema.ToJson(), contract.ToText()));
    }

    /// <summary>How the event stands to its contract.</summary>
    public required ContractState State { get; init; }

    /// <summary>The contract files.</summary>
    public required ContractSet Files { get; init; }

    /// <summary>The version that was shipped last, else the contract; null where there is neither.</summary>
    public required ContractVersion? Latest { get; init; }

    /// <summary>The breaks that nobody justifies.</summary>
    public required IReadOnlyList<FoundBreak> Breaks { get; init; }

    /// <summary>The justifications of the declaration that something needs.</summary>
    public required IReadOnlyCollection<JustifiedBreak> NeededJustifications { get; init; }

    /// <summary>What differs from the contract, in words; empty where nothing does, or something breaks.</summary>
    public required string Difference { get; init; }

    /// <summary>The verdict; null where the event has no schema, or its contract file can't be read.</summary>
    public static ContractVerdict? Of(EventDeclaration declaration, CompatibilityLevel level, ContractSet files, ContractTexts texts, DateTime today, CancellationToken cancellationToken)
    {
        Baseline? baseline = texts.Schema(files.Schema, cancellationToken);
        if (EventSchemaBuilder.Build(declaration) is not { } schema || baseline is { Schema: null })
        {
            return null;
        }

        ContractFile? beside = texts.Contract(files.Contract, cancellationToken)?.Contract;
        ContractVersion? accepted = baseline is null ? null : new ContractVersion(null, baseline.Schema!, files.Schema!, beside);
        ContractVersion[] shipped = [.. Shipped(files, texts, cancellationToken)];
        ContractVersion? latest = shipped.LastOrDefault();
        var terms = new ContractTerms(declaration.Attribute.Topic, declaration.Key?.SchemaPath, declaration.IsMirror, level.ToRegistryName(), declaration.PersonalData.ToEquatableArray());
        ContractFile contract = ContractFile.Of(declaration.EventType, schema, terms);
        var search = new BreakSearch(accepted, shipped, declaration.IsMirror, level, (version, location) => ContractTexts.Locate(version, location, cancellationToken));
        FoundBreak[] found =
        [
            .. search.Find(declaration.IsMirror ? EventSchemaBuilder.BuildForReading(declaration) ?? schema : schema),
            .. declaration.IsMirror || level == CompatibilityLevel.None ? [] : TermChanges.Find(accepted, latest, terms),
        ];
        JustifiedBreak[] needed = [.. declaration.IsMirror ? [] : declaration.Justifications.Where(justification => !Dates.IsPast(justification.Expires, today) && found.Any(one => one.Break.Subject == justification.Subject))];
        FoundBreak[] breaks = [.. found.Where(one => !needed.Any(justification => justification.Subject == one.Break.Subject))];
        string difference = breaks.Length > 0 || accepted is null ? "" : Differences(accepted.Schema, schema, beside, contract);
        return new ContractVerdict(schema, contract)
        {
            State = accepted is null ? ContractState.Missing : breaks.Length > 0 ? ContractState.Broken : difference.Length > 0 ? ContractState.OutOfDate : ContractState.UpToDate,
            Files = files,
            Latest = latest ?? accepted,
            Breaks = breaks,
            NeededJustifications = needed,
            Difference = difference,
        };
    }

    /// <summary>Adds what a fix needs that accepts what the record says.</summary>
    public ImmutableDictionary<string, string?> AddTexts(ImmutableDictionary<string, string?> properties) => State == ContractState.Missing ? properties : properties
        .Add(ContractProperties.SchemaPath, Files.Schema?.Path)
        .Add(ContractProperties.SchemaText, _texts.Value.Schema)
        .Add(ContractProperties.ContractPath, Files.Contract?.Path)
        .Add(ContractProperties.ContractText, _texts.Value.Contract);

    // A version that can't be read is reported in its file and left out.
    private static IEnumerable<ContractVersion> Shipped(ContractSet files, ContractTexts texts, CancellationToken cancellationToken)
    {
        foreach (KeyValuePair<int, AdditionalText> version in files.Shipped)
        {
            if (texts.Schema(version.Value, cancellationToken)?.Schema is { } schema)
            {
                AdditionalText? beside = files.ShippedContracts.TryGetValue(version.Key, out AdditionalText? file) ? file : null;
                yield return new ContractVersion(version.Key, schema, version.Value, texts.Contract(beside, cancellationToken)?.Contract);
            }
        }
    }

    private static string Differences(AvroSchema accepted, AvroRecordSchema schema, ContractFile? old, ContractFile contract)
    {
        var parts = new List<string>();
        IReadOnlyList<AvroDifference> differences = accepted.Equals(schema) ? [] : AvroDifferences.Between(accepted, schema);
        parts.AddRange(differences.Take(MostDifferences).Select(difference => difference.Message));
        if (differences.Count > MostDifferences)
        {
            parts.Add($"and {differences.Count - MostDifferences} more");
        }

        if (old is not null)
        {
            parts.AddRange(old.Terms.Topic == contract.Terms.Topic ? [] : ["topic"]);
            parts.AddRange(old.Terms.Key == contract.Terms.Key ? [] : ["key"]);
            parts.AddRange(old.Terms.IsMirror == contract.Terms.IsMirror ? [] : ["role"]);
            parts.AddRange(old.Terms.Compatibility == contract.Terms.Compatibility ? [] : ["compatibility"]);
            parts.AddRange(old.Terms.PersonalData.Equals(contract.Terms.PersonalData) ? [] : ["personal data"]);
            parts.AddRange(old.Sha256 == contract.Sha256 || differences.Count > 0 ? [] : ["sha256"]);
        }

        return string.Join("; ", parts);
    }
}
