namespace EventSchemas.Tool;

/// <summary>What differs between the events of two sides.</summary>
/// <param name="OnlyFirst">The events that only the first has.</param>
/// <param name="OnlySecond">The events that only the second has.</param>
/// <param name="Changed">What differs in the events that both have.</param>
sealed record EventChanges(
    IReadOnlyList<string> OnlyFirst, IReadOnlyList<string> OnlySecond, IReadOnlyList<ContractComparison> Changed)
{
    /// <summary>Whether nothing differs.</summary>
    public bool AreNone => OnlyFirst.Count == 0 && OnlySecond.Count == 0 && Changed.Count == 0;

    /// <summary>
    /// Compares two sides. A contract that is alone is compared with the other side's event of its type, or, where that is alone too, with
    /// that, whatever its type is.
    /// </summary>
    public static EventChanges Between(IReadOnlyList<ContractSide> first, IReadOnlyList<ContractSide> second)
    {
        if (first.Count == 1 && second.Count == 1)
        {
            return Of([], [], [ContractComparison.Of(first[0], second[0])]);
        }

        string[] firstTypes = [.. first.Select(side => side.EventType).OfType<string>()];
        string[] secondTypes = [.. second.Select(side => side.EventType).OfType<string>()];
        ContractComparison[] both =
        [
            .. first.Join(second, side => side.EventType, side => side.EventType, ContractComparison.Of),
        ];
        return first.Count == 1 || second.Count == 1
            ? Of(first.Count == 1 ? firstTypes.Except(secondTypes) : [], second.Count == 1 ? secondTypes.Except(firstTypes) : [], both)
            : Of(firstTypes.Except(secondTypes), secondTypes.Except(firstTypes), both);
    }

    private static EventChanges Of(IEnumerable<string> first, IEnumerable<string> second, IEnumerable<ContractComparison> both) => new(
        [.. first.Order(StringComparer.Ordinal)],
        [.. second.Order(StringComparer.Ordinal)],
        [.. both.Where(comparison => !comparison.IsSame).OrderBy(comparison => comparison.EventType, StringComparer.Ordinal)]);
}
