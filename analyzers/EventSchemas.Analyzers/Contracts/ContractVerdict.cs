using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>An event held against its contract file.</summary>
sealed record ContractVerdict(
    EventInCompilation Event,
    ContractState State,
    CompatibilityLevel Level,
    IReadOnlyList<FoundBreak> Breaks,
    string Difference,
    ImmutableDictionary<string, string?> Properties)
{
    private const int MostDifferences = 3;

    /// <summary>Whether a version of the event has been shipped.</summary>
    public bool HasShipped { get; init; }

    /// <summary>The verdict; null where the event has no schema, or its contract file can't be read.</summary>
    public static ContractVerdict? Of(EventInCompilation @event, ContractFiles files, ContractSettings settings, CancellationToken cancellationToken)
    {
        EventDeclaration declaration = @event.Reading.Declaration;
        if (EventSchemaBuilder.Build(declaration) is not { } schema)
        {
            return null;
        }

        CompatibilityLevel level = CompatibilityLevels.TryParseRegistryName(declaration.Compatibility, out CompatibilityLevel own) ? own : settings.Compatibility;
        if (files.SchemaPath(declaration.EventType) is not { } path)
        {
            return new ContractVerdict(@event, ContractState.Missing, level, [], "", ImmutableDictionary<string, string?>.Empty);
        }

        if (files.Accepted(declaration.EventType, cancellationToken) is not { } accepted)
        {
            return null;
        }

        ContractFile contract = ContractFile.Of(declaration.EventType, schema, declaration.Topic, declaration.Key?.SchemaPath, level.ToRegistryName());
        IReadOnlyList<ContractVersion> shipped = files.Shipped(declaration.EventType, cancellationToken);
        IReadOnlyList<FoundBreak> breaks = Break.Find(accepted, shipped, schema, level, (version, location) => ContractFiles.Locate(version, location, cancellationToken));
        string difference = breaks.Count > 0 ? "" : Differences(accepted.Schema, schema, files.Contract(declaration.EventType, cancellationToken), contract);
        ContractState state = breaks.Count > 0 ? ContractState.Broken : difference.Length > 0 ? ContractState.OutOfDate : ContractState.UpToDate;
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty
            .Add(ContractProperties.SchemaPath, path)
            .Add(ContractProperties.SchemaText, schema.ToJson())
            .Add(ContractProperties.ContractPath, files.ContractPath(declaration.EventType))
            .Add(ContractProperties.ContractText, contract.ToText());
        return new ContractVerdict(@event, state, level, breaks, difference, properties) { HasShipped = shipped.Count > 0 };
    }

    /// <summary>What a break is reported at: the member, or the record where it has gone; the event where the record isn't ours.</summary>
    public ISymbol SymbolOf(Break @break)
    {
        EventDeclaration declaration = Event.Reading.Declaration;
        for (int i = 0; i < declaration.Records.Count; i++)
        {
            if (declaration.Records[i].SchemaName == @break.Record)
            {
                ISymbol symbol = MemberOf(declaration.Records[i], i, @break.Field) ?? (ISymbol)Event.Reading.RecordSymbols[i];
                return symbol.OwnOr(Event.Symbol);
            }
        }

        return Event.Symbol;
    }

    private IPropertySymbol? MemberOf(RecordDeclaration record, int index, string? field)
    {
        for (int i = 0; i < record.Members.Count; i++)
        {
            if (record.Members[i].FieldName == field)
            {
                return Event.Reading.MemberSymbols[index][i];
            }
        }

        return null;
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
            parts.AddRange(old.Topic == contract.Topic ? [] : ["topic"]);
            parts.AddRange(old.Key == contract.Key ? [] : ["key"]);
            parts.AddRange(old.Compatibility == contract.Compatibility ? [] : ["compatibility"]);
            parts.AddRange(old.Sha256 == contract.Sha256 || differences.Count > 0 ? [] : ["sha256"]);
        }

        return string.Join("; ", parts);
    }
}
