namespace EventSchemas.Contracts;

/// <summary>A break that the source justifies.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Reason">Why nobody breaks; null if it was read from a compiled assembly, which doesn't contain the reason.</param>
/// <param name="Expires">The last day on which it holds, as it is written in the source; null where it always holds.</param>
sealed record Justification(FindingSubject Subject, string? Reason, string? Expires)
{
    private const string Until = " until ";

    /// <summary>What is missing or wrong, as the end of a sentence; null where it is complete.</summary>
    public string? Problem =>
        !VersionRules.Contains(Subject.Rule)
            ? $"names {(Subject.Rule.Length == 0 ? "no rule" : $"'{Subject.Rule}'")}: write the id of a rule about versions, "
                + $"from {VersionRules.All[0].Id} to {VersionRules.All[VersionRules.All.Count - 1].Id}"
        : !HasReason ? $"of {Subject.Rule} needs a reason: say why nobody breaks"
        : Expires is not null && !Dates.IsDate(Expires)
            ? $"of {Subject.Rule} has the expiry \"{Expires}\", which isn't a date: write it as {Dates.Format}"
        : null;

    /// <summary>Whether it has a reason.</summary>
    public bool HasReason => !string.IsNullOrWhiteSpace(Reason);

    /// <summary>Whether it holds on a day. One whose expiry isn't a date never does.</summary>
    public bool HoldsOn(DateTime day) => Expires is null || (Dates.IsDate(Expires) && !IsExpired(day));

    /// <summary>Why one that no finding needs has no effect.</summary>
    public static string UnusedReason(bool isMirror) => isMirror
        ? "an event of another team must read every version that its owner publishes, so nothing can be justified"
        : "no version is broken by that rule";

    /// <summary>Whether its last day is over.</summary>
    public bool IsExpired(DateTime day) => Dates.IsPast(Expires, day);

    /// <summary>The text in the attribute of a compiled assembly: <c>EVS3006 CourseData.count until 2027-01-31</c>.</summary>
    public string ToAttributeText() => Expires is null ? Subject.ToString() : $"{Subject}{Until}{Expires}";

    /// <summary>The justification of such a text.</summary>
    public static Justification OfAttributeText(string text)
    {
        int end = text.IndexOf(Until, StringComparison.Ordinal);
        return end < 0
            ? new Justification(FindingSubject.Parse(text), null, null)
            : new Justification(FindingSubject.Parse(text.Substring(0, end)), null, text.Substring(end + Until.Length));
    }
}
