using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>An event with the settings that apply to it, and the verdict on it.</summary>
/// <param name="Event">The event as it was read.</param>
/// <param name="Settings">The settings of its folder and project.</param>
/// <param name="Files">Its contract files.</param>
/// <param name="Verdict">The verdict; null where it has no schema, or its contract file can't be read.</param>
/// <param name="OldPlaces">For each finding of the verdict, where the version has what was edited.</param>
sealed record CheckedEvent(
    AnalyzedEvent Event, EventSettings Settings, EventContractFiles Files, EventVerdict? Verdict, IReadOnlyList<Location> OldPlaces)
{
    public string EventType => Event.Declaration.EventType;

    /// <summary>Whether another team owns it.</summary>
    public bool IsMirror => Event.Declaration.IsMirror;
}
