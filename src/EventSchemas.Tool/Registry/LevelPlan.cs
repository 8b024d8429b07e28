using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>The levels that subjects get from their events. Immutable.</summary>
/// <param name="Steps">The subjects whose level is another one.</param>
sealed record LevelPlan(IReadOnlyList<LevelStep> Steps)
{
    /// <summary>Plans levels. The level of an event that another team owns is theirs.</summary>
    public static LevelPlan Of(IReadOnlyList<SubjectState> states) => new(
    [
        .. states
            .Where(state => !state.Declared.Candidate.Terms.IsMirror && state.HasOtherLevel)
            .Select(state => new LevelStep(state.Declared.Name, state.Level, state.HasOwnLevel, state.DeclaredLevel)),
    ]);
}

/// <summary>A change of a subject's level. Immutable.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="From">The level that it is checked by now; null where nobody says it.</param>
/// <param name="HasOwnLevel">Whether that is its own, and not the registry's.</param>
/// <param name="To">The level that the event promises.</param>
sealed record LevelStep(string Subject, CompatibilityLevel? From, bool HasOwnLevel, CompatibilityLevel To)
{
    /// <summary>Whether the registry would refuse less than it does now.</summary>
    public bool IsLowered => From is { } from
        && ((from.IsBackward() && !To.IsBackward())
            || (from.IsForward() && !To.IsForward())
            || (from.IsTransitive() && !To.IsTransitive()));
}
