using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>How far days are from the day of the catalogue.</summary>
/// <param name="today">The day of the catalogue.</param>
sealed class Deadlines(DateTime today)
{
    private const int Soon = 30;

    /// <summary>A flag with its last day.</summary>
    public CatalogFlag FlagOf(string name, string? removeBy) => new(
        name,
        removeBy,
        DaysUntil(removeBy) switch
        {
            null => CatalogFlagState.Undated,
            < 0 => CatalogFlagState.Expired,
            <= Soon => CatalogFlagState.DueSoon,
            _ => CatalogFlagState.Open,
        },
        DaysUntil(removeBy));

    /// <summary>A justification with its last day.</summary>
    public CatalogJustification JustificationOf(Justification justification) => new(
        justification.Subject.Rule,
        justification.Subject.Member is { } member ? $"{justification.Subject.Record}.{member}" : justification.Subject.Record,
        justification.Expires,
        DaysUntil(justification.Expires) switch
        {
            null => CatalogJustificationState.Unlimited,
            < 0 => CatalogJustificationState.Expired,
            <= Soon => CatalogJustificationState.DueSoon,
            _ => CatalogJustificationState.Holds,
        },
        DaysUntil(justification.Expires))
    {
        Reason = justification.Reason,
        AgreedBy = justification.AgreedBy,
    };

    /// <summary>When something came; null where that isn't known.</summary>
    public CatalogChanged? ChangedOn(string? day) =>
        DaysUntil(day) is { } days ? new CatalogChanged(day!, -days, -days <= Soon) : null;

    private int? DaysUntil(string? day) => Dates.Parse(day) is { } date ? (int)(date - today).TotalDays : null;
}
