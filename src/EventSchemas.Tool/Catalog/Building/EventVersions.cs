using System.Globalization;
using EventSchemas.Assemblies;
using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>The versions of an event, which several builds know.</summary>
/// <param name="All">The versions, the oldest first; at least one.</param>
/// <param name="CurrentId">The id of what is declared now; null where the event has ended.</param>
sealed record EventVersions(IReadOnlyList<EventVersion> All, string? CurrentId)
{
    /// <summary>The newest version.</summary>
    public EventVersion Newest => All[^1];

    /// <summary>The versions that were shipped.</summary>
    public IEnumerable<EventVersion> Shipped => All.Where(version => version.Number is not null);

    /// <summary>The versions of an event.</summary>
    /// <param name="declared">What builds say about it; the first one's schema is what is declared now.</param>
    /// <param name="hasEnded">Whether it has ended, so that none of them is declared now.</param>
    public static EventVersions Of(IReadOnlyList<DeclaredEvent> declared, bool hasEnded)
    {
        DeclaredEvent first = declared[0];
        EventVersion[] shipped =
        [
            .. declared.SelectMany(one => one.Event.Versions)
                .GroupBy(version => version.Number)
                .OrderBy(same => same.Key)
                .Select(same => EventVersion.Of(same.First())),
        ];
        EventVersion? current = shipped.LastOrDefault(version => version.Sha256 == first.Sha256);
        EventVersion[] all = current is not null || (hasEnded && shipped.Length > 0)
            ? shipped
            : [.. shipped, new EventVersion(CatalogVersion.Current, null, first.Sha256, null, first.Event.Schema)];
        return new EventVersions(all, hasEnded ? null : current?.Id ?? CatalogVersion.Current);
    }

    /// <summary>The id of the version with a schema; null where no version has it.</summary>
    /// <param name="sha256">The hash of the schema.</param>
    public string? IdOf(string? sha256) => All.LastOrDefault(version => version.Sha256 == sha256)?.Id;

    /// <summary>The pairs of versions that are compared: each of the newest ones with each, and all neighbours.</summary>
    /// <param name="most">How many are the newest ones.</param>
    public IEnumerable<(EventVersion From, EventVersion To)> Pairs(int most) =>
        from to in Enumerable.Range(1, Math.Max(0, All.Count - 1))
        from @from in Enumerable.Range(0, to)
        where @from == to - 1 || @from >= All.Count - most
        select (All[@from], All[to]);
}

/// <summary>A version of an event.</summary>
/// <param name="Id">Its id in the catalogue.</param>
/// <param name="Number">Its number; null where it wasn't shipped.</param>
/// <param name="Sha256">The hash of its schema.</param>
/// <param name="LibraryBelow">For an event of another team: the first version of its library that has a newer version.</param>
/// <param name="Schema">Its schema.</param>
sealed record EventVersion(string Id, int? Number, string Sha256, string? LibraryBelow, AvroSchema Schema)
{
    /// <summary>A shipped version.</summary>
    public static EventVersion Of(ManifestVersion version) => new(
        version.Number.ToString(CultureInfo.InvariantCulture), version.Number, version.Sha256, version.LibraryBelow, version.Schema);
}
