using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Analyzers;

/// <summary>Says who breaks, and in which order of deployment nobody would.</summary>
static class BreakWords
{
    /// <summary>Who breaks.</summary>
    /// <param name="unreadable">The versions whose events the record can't read.</param>
    /// <param name="blind">The versions that can't read what the record writes.</param>
    /// <param name="shipped">All shipped versions, the oldest first.</param>
    /// <param name="isMirror">Whether another team owns the event.</param>
    /// <param name="level">The level that forbids it.</param>
    public static string Who(
        IReadOnlyList<ContractVersion> unreadable, IReadOnlyList<ContractVersion> blind, IReadOnlyList<ContractVersion> shipped, bool isMirror, CompatibilityLevel level)
    {
        var parts = new List<string>();
        if (unreadable.Count > 0)
        {
            parts.Add(isMirror ? $"you can't read what its owner publishes with {Named(unreadable)}" : $"you can't read what was published {Published(unreadable, shipped)}");
        }

        if (blind.Count > 0)
        {
            parts.Add($"services still on {Named(blind)} can't read what you will publish");
        }

        return string.Join(", and ", parts) + (isMirror ? "" : $" ({level.ToRegistryName()})");
    }

    /// <summary>The order of deployment that would be safe, as a sentence with a space before it; empty where there is none.</summary>
    public static string Order(IEnumerable<AvroReadDirection?> directions)
    {
        AvroReadDirection?[] distinct = [.. directions.Distinct()];
        return distinct.Length != 1 || distinct[0] is not { } direction ? ""
            : direction == AvroReadDirection.Forward ? " It would be safe only if every reader is deployed before you publish."
            : " It would be safe only if everybody publishes it before you read, and older events have left the topic.";
    }

    // All up to one version are what came before the next.
    private static string Published(IReadOnlyList<ContractVersion> versions, IReadOnlyList<ContractVersion> shipped)
    {
        int[] numbers = Numbers(versions);
        int[] all = Numbers(shipped);
        return numbers.Length > 0 && numbers.Length < all.Length && numbers.SequenceEqual(all.Take(numbers.Length))
            ? $"before version {Text(all[numbers.Length])}"
            : $"with {Named(versions)}";
    }

    private static string Named(IReadOnlyList<ContractVersion> versions)
    {
        int[] numbers = Numbers(versions);
        int last = numbers.Length - 1;
        return last < 0 ? "the accepted contract"
            : last == 0 ? $"version {Text(numbers[0])}"
            : last > 1 && numbers[last] - numbers[0] == last ? $"versions {Text(numbers[0])} to {Text(numbers[last])}"
            : $"versions {string.Join(", ", numbers.Take(last).Select(Text))} and {Text(numbers[last])}";
    }

    private static int[] Numbers(IReadOnlyList<ContractVersion> versions) => [.. versions.Where(version => version.Number is not null).Select(version => version.Number!.Value).OrderBy(number => number)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
