using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>
/// Which change of versions each justification was given for. Of changes with the same subject the newest have them: a justification
/// leaves the source with the versions that it was about.
/// </summary>
sealed class JustifiedSteps
{
    private readonly EventVersions _versions;
    private readonly VersionComparison[] _steps;
    private readonly Dictionary<(string From, string To, FindingSubject Subject), int> _justified = [];

    /// <summary>Finds them.</summary>
    /// <param name="versions">The versions.</param>
    /// <param name="comparisons">The comparisons, all neighbours among them.</param>
    /// <param name="justifications">The justifications.</param>
    public JustifiedSteps(
        EventVersions versions, IReadOnlyList<VersionComparison> comparisons, IReadOnlyList<Justification> justifications)
    {
        _versions = versions;
        _steps = [.. comparisons.Where(IsStep)];
        foreach (IGrouping<FindingSubject, int> same in Enumerable.Range(0, justifications.Count)
            .GroupBy(index => justifications[index].Subject))
        {
            VersionComparison[] steps = [.. _steps.Where(step => Has(step, same.Key))];

            // Where no step breaks by it, what is between more versions does.
            VersionComparison[] broken = steps.Length > 0 ? steps : [.. comparisons.Where(one => Has(one, same.Key)).Take(1)];
            foreach ((VersionComparison step, int index) in broken.Reverse().Zip(same.Reverse()))
            {
                _justified.Add((step.From, step.To, same.Key), index);
            }
        }
    }

    /// <summary>The justification of an effect between two versions, by its index; null where it has none.</summary>
    public int? Of(VersionComparison comparison, ChangeEffect effect) =>
        _justified.TryGetValue((comparison.From, comparison.To, effect.Subject), out int index) ? index : null;

    /// <summary>The versions between which is what a justification was given for; null where no version needs it.</summary>
    public (string From, string To)? ChangeOf(int justification) => _justified
        .Where(one => one.Value == justification)
        .Select(one => ((string, string)?)(one.Key.From, one.Key.To))
        .FirstOrDefault();

    /// <summary>
    /// For versions that aren't neighbours: the steps between them at which the place of an effect changed against a rule.
    /// </summary>
    public IReadOnlyList<CatalogStep> Between(VersionComparison comparison, ChangeEffect effect) => IsStep(comparison)
        ? []
        :
        [
            .. _steps
                .Where(step => IndexOf(step.From) >= IndexOf(comparison.From) && IndexOf(step.To) <= IndexOf(comparison.To))
                .SelectMany(step => step.Result.Effects
                    .Where(one => one.Transport == effect.Transport
                        && one.Subject with { Rule = effect.Rule } == effect.Subject)
                    .Select(one => new CatalogStep(step.From, step.To, one.Rule, one.Levels, Of(step, one)))),
        ];

    private static bool Has(VersionComparison comparison, FindingSubject subject) =>
        comparison.Result.Effects.Any(effect => effect.Subject == subject);

    private bool IsStep(VersionComparison comparison) => IndexOf(comparison.To) == IndexOf(comparison.From) + 1;

    private int IndexOf(string id) => _versions.All.TakeWhile(version => version.Id != id).Count();
}
