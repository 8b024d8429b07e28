using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>The contract files of one event.</summary>
/// <param name="EventType">The event type.</param>
/// <param name="Schema">The accepted schema's file.</param>
/// <param name="Contract">What stands beside it.</param>
/// <param name="Shipped">The released schemas' files by number, the oldest first.</param>
/// <param name="ShippedContracts">What stands beside them, by number.</param>
/// <param name="Duplicates">Further files that would be the event's accepted schema.</param>
sealed record ContractSet(
    string EventType,
    AdditionalText? Schema,
    AdditionalText? Contract,
    ImmutableSortedDictionary<int, AdditionalText> Shipped,
    ImmutableSortedDictionary<int, AdditionalText> ShippedContracts,
    ImmutableArray<AdditionalText> Duplicates)
{
    /// <summary>No files.</summary>
    public static ContractSet None(string eventType) => new(
        eventType, null, null, ImmutableSortedDictionary<int, AdditionalText>.Empty, ImmutableSortedDictionary<int, AdditionalText>.Empty, []);

    /// <summary>Whether another set has the very same files.</summary>
    public bool HasSameFiles(ContractSet other) =>
        Schema == other.Schema && Contract == other.Contract && Shipped.SequenceEqual(other.Shipped) && ShippedContracts.SequenceEqual(other.ShippedContracts) && Duplicates.SequenceEqual(other.Duplicates);
}
