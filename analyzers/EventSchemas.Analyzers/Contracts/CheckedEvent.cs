using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>An event with the settings that apply to it, and how it stands to its contract files.</summary>
/// <param name="Event">The event as it was read.</param>
/// <param name="Settings">The settings of its folder and project.</param>
/// <param name="Files">Its contract files.</param>
/// <param name="Verdict">How it stands to them; null where it has no schema, or its contract file can't be read.</param>
/// <param name="OldPlaces">For each finding of the verdict, where the version has what was edited.</param>
sealed record CheckedEvent(
    AnalyzedEvent Event, EventSettings Settings, EventContractFiles Files, EventVerdict? Verdict, IReadOnlyList<Location> OldPlaces)
{
    public string EventType => Event.Declaration.EventType;

    /// <summary>Whether another team owns it.</summary>
    public bool IsMirror => Event.Declaration.IsMirror;
}
