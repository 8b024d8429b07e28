using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>The contract files of a compilation, by event type.</summary>
sealed class ContractFiles
{
    private readonly Dictionary<string, EventContractFiles> _events = new(StringComparer.Ordinal);

    /// <summary>Sorts the files by event type.</summary>
    /// <param name="files">The additional files.</param>
    /// <param name="folder">The project's contract folder; null where it isn't known.</param>
    /// <param name="before">The files of an earlier compilation: the files of an event that are still the same keep their object.</param>
    public ContractFiles(ImmutableArray<AdditionalText> files, string? folder, ContractFiles? before)
    {
        Files = files;
        Folder = folder;

        // Of two files for one event, the one that is nearer to the project counts.
        var byEventType = files
            .OrderBy(file => file.Path.Length)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => (File: file, Path: ContractPath.Of(file.Path, folder)))
            .Where(item => item.Path is not null)
            .GroupBy(item => item.Path!.EventType);
        foreach (var group in byEventType)
        {
            EventContractFiles all = group.Aggregate(EventContractFiles.None, (sum, item) => sum.With(item.File, item.Path!));
            bool isSame = before?._events.TryGetValue(group.Key, out EventContractFiles? same) == true && same.HasSameFiles(all);
            _events.Add(group.Key, isSame ? before!._events[group.Key] : all);
        }
    }

    /// <summary>The files that were sorted.</summary>
    public ImmutableArray<AdditionalText> Files { get; }

    /// <summary>The project's contract folder; null where it isn't known.</summary>
    public string? Folder { get; }

    /// <summary>The event types that have files.</summary>
    public IReadOnlyCollection<string> EventTypes => _events.Keys;

    /// <summary>The files of an event.</summary>
    public EventContractFiles Of(string eventType) =>
        _events.TryGetValue(eventType, out EventContractFiles? files) ? files : EventContractFiles.None;
}

/// <summary>The contract files of one event.</summary>
/// <param name="Schema">The accepted schema's file.</param>
/// <param name="Contract">The file beside it.</param>
/// <param name="Shipped">The released schemas' files by number, the oldest first.</param>
/// <param name="ShippedContracts">The files beside them, by number.</param>
/// <param name="Duplicates">Further files that would be the event's accepted schema.</param>
/// <param name="Retirement">The file that retires the event.</param>
sealed record EventContractFiles(
    AdditionalText? Schema,
    AdditionalText? Contract,
    ImmutableSortedDictionary<int, AdditionalText> Shipped,
    ImmutableSortedDictionary<int, AdditionalText> ShippedContracts,
    ImmutableArray<AdditionalText> Duplicates,
    AdditionalText? Retirement)
{
    /// <summary>No files.</summary>
    public static EventContractFiles None { get; } = new(
        Schema: null,
        Contract: null,
        ImmutableSortedDictionary<int, AdditionalText>.Empty,
        ImmutableSortedDictionary<int, AdditionalText>.Empty,
        Duplicates: [],
        Retirement: null);

    /// <summary>The same with one file more.</summary>
    public EventContractFiles With(AdditionalText file, ContractPath path) => path switch
    {
        { Number: { } number, IsSchema: true } => this with { Shipped = Shipped.SetItem(number, file) },
        { Number: { } number } => this with { ShippedContracts = ShippedContracts.SetItem(number, file) },
        { IsRetirement: true } => this with { Retirement = file },
        { IsSchema: false } => Contract is null ? this with { Contract = file } : this,
        _ => Schema is null ? this with { Schema = file } : this with { Duplicates = Duplicates.Add(file) },
    };

    /// <summary>Whether another set has the very same files.</summary>
    public bool HasSameFiles(EventContractFiles other) =>
        Schema == other.Schema
        && Contract == other.Contract
        && Shipped.SequenceEqual(other.Shipped)
        && ShippedContracts.SequenceEqual(other.ShippedContracts)
        && Duplicates.SequenceEqual(other.Duplicates)
        && Retirement == other.Retirement;
}
