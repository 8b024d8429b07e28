using System.Text.Json;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What the schemas of an event say: what differs between its versions, and what may still be changed.</summary>
/// <param name="Comparisons">What differs between versions.</param>
/// <param name="Allowed">What may still be changed; nothing of an event that has ended.</param>
/// <param name="Example">An example of its data; null where its schema has no finite value.</param>
/// <param name="Code">An example in C#; null where the event has no record, or has ended.</param>
sealed record EventAnalysis(
    IReadOnlyList<VersionComparison> Comparisons, IReadOnlyList<JudgedEdit> Allowed, JsonElement? Example, string? Code)
{
    // With more versions, the older ones are compared with their neighbours only.
    private const int ComparedWithEachOther = 12;

    /// <summary>Analyses an event.</summary>
    /// <param name="declared">The event as it is declared.</param>
    /// <param name="versions">Its versions.</param>
    /// <param name="today">The day on which justifications must hold.</param>
    /// <exception cref="ToolException">Its schemas are nested too deeply to be compared.</exception>
    public static EventAnalysis Of(DeclaredEvent declared, EventVersions versions, DateTime today)
    {
        try
        {
            return new EventAnalysis(
                [.. versions.Pairs(ComparedWithEachOther).Select(pair => Compare(declared, pair.From, pair.To))],
                versions.CurrentId is null ? [] : AllowedEdits.Of(CandidateOf(declared), HistoryOf(declared, versions), today).Edits,
                ExampleOf(declared.Event.Schema),
                versions.CurrentId is null ? null : CodeExample.Of(declared));
        }
        catch (AvroSchemaException e)
        {
            throw new ToolException(
                $"{declared.Event.EventType} of {declared.Build.Path} can't be analysed: {e.Message}", ExitCode.Unavailable);
        }
    }

    private static VersionComparison Compare(DeclaredEvent declared, EventVersion from, EventVersion to) => new(
        from.Id,
        to.Id,
        ContractComparison.Of(
            new ContractSide(from.Id, declared.Event.EventType, from.Schema, declared.Event.Terms),
            new ContractSide(to.Id, declared.Event.EventType, to.Schema, declared.Event.Terms)));

    private static ContractCandidate CandidateOf(DeclaredEvent declared) =>
        new(declared.Event.EventType, declared.Event.Schema, declared.Event.Terms)
        {
            Record = declared.Event.Record,
            DeclaredBy = declared.Event.Attribute == ContractFile.UsualAttribute ? null : declared.Event.Attribute,
            Justifications = declared.Event.Justifications,
        };

    // A build fails where what is declared isn't what was accepted.
    private static ContractHistory HistoryOf(DeclaredEvent declared, EventVersions versions)
    {
        ContractCandidate candidate = CandidateOf(declared);
        return new ContractHistory(
            ContractVersion.Accepted(declared.Build.Path, candidate.Schema, candidate.ToContractFile()),
            [
                .. versions.Shipped.Select(version =>
                    ContractVersion.Shipped(version.Number!.Value, declared.Build.Path, version.Schema, contract: null)),
            ]);
    }

    private static JsonElement? ExampleOf(AvroSchema schema)
    {
        try
        {
            return CatalogJson.ElementOf(AvroJsonText.ToJson(schema, EventExample.DataOf(schema)));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>What differs between two versions.</summary>
/// <param name="From">The id of the older one.</param>
/// <param name="To">The id of the newer one.</param>
/// <param name="Result">What differs.</param>
sealed record VersionComparison(string From, string To, ContractComparison Result);
