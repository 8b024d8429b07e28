using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>An event with the settings that apply to it, and the verdict on it.</summary>
/// <param name="Event">The event as it was read.</param>
/// <param name="Settings">The settings of its folder and project.</param>
/// <param name="Files">Its contract files.</param>
/// <param name="Verdict">The verdict; null where it has no schema, or its contract file can't be read.</param>
/// <param name="OldPlaces">For each finding of the verdict, where the version has what was edited.</param>
/// <param name="Unreadable">The first of its contract files that can't be read; null where all can.</param>
/// <param name="FileProblems">What else is wrong with its contract files.</param>
sealed record CheckedEvent(
    AnalyzedEvent Event,
    EventSettings Settings,
    EventContractFiles Files,
    EventVerdict? Verdict,
    IReadOnlyList<Location> OldPlaces,
    UnreadableFile? Unreadable,
    IReadOnlyList<ContractFileProblem> FileProblems)
{
    public string EventType => Event.Declaration.EventType;

    /// <summary>The topic of its attribute; null where configuration names it.</summary>
    public string? Topic => Event.Declaration.Attribute.Topic;

    /// <summary>Whether another team owns it.</summary>
    public bool IsMirror => Event.Declaration.IsMirror;
}

/// <summary>A contract file that can't be read.</summary>
/// <param name="Place">Where in the file.</param>
/// <param name="Problem">What is wrong there.</param>
sealed record UnreadableFile(Location Place, string Problem);
