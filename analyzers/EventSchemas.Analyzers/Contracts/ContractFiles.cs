using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>The contract files of a compilation, by event type.</summary>
sealed class ContractFiles
{
    private readonly Dictionary<string, ContractSet> _sets = new(StringComparer.Ordinal);

    /// <summary>Sorts the files by event type.</summary>
    /// <param name="files">The additional files.</param>
    /// <param name="before">The files of an earlier compilation: what is still the same keeps its identity.</param>
    public ContractFiles(ImmutableArray<AdditionalText> files, ContractFiles? before)
    {
        Files = files;
        // Of two files for one event the one that lies nearer to the project counts.
        IEnumerable<AdditionalText> sorted = files.OrderBy(file => file.Path.Length).ThenBy(file => file.Path, StringComparer.Ordinal);
        foreach (var group in sorted.Select(file => (File: file, Path: ContractPath.Of(file.Path))).Where(item => item.Path is not null).GroupBy(item => item.Path!.EventType))
        {
            ContractSet set = group.Aggregate(ContractSet.None(group.Key), (sum, item) => With(sum, item.File, item.Path!));
            _sets.Add(group.Key, before?._sets.TryGetValue(group.Key, out ContractSet? same) == true && same.HasSameFiles(set) ? same : set);
        }
    }

    /// <summary>The files that were sorted.</summary>
    public ImmutableArray<AdditionalText> Files { get; }

    /// <summary>The files of an event; null where it has none.</summary>
    public ContractSet? Of(string eventType) => _sets.TryGetValue(eventType, out ContractSet? set) ? set : null;

    private static ContractSet With(ContractSet set, AdditionalText file, ContractPath path) => path switch
    {
        { Number: { } number, IsSchema: true } => set with { Shipped = set.Shipped.SetItem(number, file) },
        { Number: { } number } => set with { ShippedContracts = set.ShippedContracts.SetItem(number, file) },
        { IsSchema: false } => set.Contract is null ? set with { Contract = file } : set,
        _ => set.Schema is null ? set with { Schema = file } : set with { Duplicates = set.Duplicates.Add(file) },
    };
}
