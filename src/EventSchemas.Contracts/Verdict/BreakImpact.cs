using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>The text that says who breaks, and which deployment order would be safe.</summary>
static class BreakImpact
{
    /// <summary>Who breaks.</summary>
    /// <param name="unreadable">The versions whose events the record can't read.</param>
    /// <param name="unreading">The versions that can't read what the record writes.</param>
    /// <param name="released">All released versions, the oldest first.</param>
    /// <param name="level">The level in the registry's spelling; empty for an event that another team owns.</param>
    public static string WhoBreaks(
        IReadOnlyList<ContractVersion> unreadable,
        IReadOnlyList<ContractVersion> unreading,
        IReadOnlyList<ContractVersion> released,
        string level)
    {
        bool isMirror = level.Length == 0;
        var parts = new List<string>();
        if (unreadable.Count > 0)
        {
            parts.Add(isMirror
                ? $"you can't read what its owner publishes with {Named(unreadable)}"
                : $"you can't read what was published {Published(unreadable, released)}");
        }

        if (unreading.Count > 0)
        {
            parts.Add($"services still on {Named(unreading)} can't read what you will publish");
        }

        return string.Join(", and ", parts) + (isMirror ? "" : $" ({level})");
    }

    /// <summary>Who misreads, where an entry names no schema.</summary>
    /// <param name="unreadable">The versions whose events the record can't read.</param>
    /// <param name="unreading">The versions that can't read what the record writes.</param>
    /// <param name="released">All released versions, the oldest first.</param>
    /// <param name="level">The level in the registry's spelling.</param>
    public static string WhoMisreads(
        IReadOnlyList<ContractVersion> unreadable,
        IReadOnlyList<ContractVersion> unreading,
        IReadOnlyList<ContractVersion> released,
        string level)
    {
        string[] who =
        [
            .. unreading.Count > 0 ? new[] { $"services still on {Named(unreading)} misread or lose what you will publish" } : [],
            .. unreadable.Count > 0
                ? new[] { $"services on this one misread or lose what was published {Published(unreadable, released)}" }
                : [],
        ];
        return $"an entry on Redis doesn't name its schema, so {string.Join(", and ", who)} ({level})";
    }

    /// <summary>The order of deployment that is safe, as a clause; empty where there is none.</summary>
    public static string SafeOrder(IEnumerable<AvroReadDirection?> directions)
    {
        AvroReadDirection?[] distinct = [.. directions.Distinct()];
        return (distinct.Length == 1 ? distinct[0] : null) switch
        {
            AvroReadDirection.Forward => "every reader is deployed before you publish",
            AvroReadDirection.Backward => "every publisher is deployed before you read, and older events have left the topic",
            _ => "",
        };
    }

    /// <summary>How a symbol can be added, as a sentence with a space before it.</summary>
    /// <param name="level">The level that the event is held to.</param>
    public static string WayToAddSymbol(CompatibilityLevel level) => level.IsTransitive()
        ? " A default symbol that is added now doesn't help services on older versions. Add an optional member with a new enum beside it."
        : " Add a default symbol first and ship it; add the symbol once everybody reads that version.";

    // The oldest versions up to one are those before the next.
    private static string Published(IReadOnlyList<ContractVersion> versions, IReadOnlyList<ContractVersion> released)
    {
        ContractVersion[] oldest = [.. versions.Where(version => version.IsReleased)];
        return oldest.Length > 0 && oldest.Length < released.Count && oldest.SequenceEqual(released.Take(oldest.Length))
            ? $"before {released[oldest.Length].Name}"
            : $"with {Named(versions)}";
    }

    private static string Named(IReadOnlyList<ContractVersion> versions)
    {
        int[] shipped = Numbers(versions, ContractStage.Shipped);
        int[] published = Numbers(versions, ContractStage.Published);
        return (shipped.Length, published.Length) switch
        {
            (0, 0) => "the accepted contract",
            (_, 0) => Listed(shipped),
            (0, _) => $"the registry's {Listed(published)}",
            _ => $"{Listed(shipped)} and the registry's {Listed(published)}",
        };
    }

    private static string Listed(int[] numbers)
    {
        int last = numbers.Length - 1;
        return last == 0 ? $"version {Text(numbers[0])}"
            : last > 1 && numbers[last] - numbers[0] == last ? $"versions {Text(numbers[0])} to {Text(numbers[last])}"
            : $"versions {string.Join(", ", numbers.Take(last).Select(Text))} and {Text(numbers[last])}";
    }

    private static int[] Numbers(IReadOnlyList<ContractVersion> versions, ContractStage stage) =>
        [.. versions.Where(version => version.Stage == stage).Select(version => version.Number ?? 0).OrderBy(number => number)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
