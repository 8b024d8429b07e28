using MemoryPack;

namespace EventSchemas.Benchmarks;

/// <summary>The large payload: a list of records and a map.</summary>
[OpenEdxEvent("org.example.catalog.published.v1", StableBecause = "It is only measured with.")]
[MemoryPackable]
public sealed partial record Catalog(string Name, IReadOnlyList<Entry> Entries, IReadOnlyDictionary<string, long> Counts);

[MemoryPackable]
public sealed partial record Entry(string Key, string Title, int Seats, double Rating, bool IsOpen, string? Language, string? Level);
