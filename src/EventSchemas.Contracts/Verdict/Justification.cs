namespace EventSchemas.Contracts;

/// <summary>A break that the source justifies.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Reason">Why nobody breaks; null if it was read from an assembly that an earlier package compiled.</param>
/// <param name="Expires">The last day on which it holds, as it is written in the source; null where it always holds.</param>
sealed record Justification(FindingSubject Subject, string? Reason, string? Expires)
{
    private const string Until = " until ";
    private const string AgreedTo = " agreed by ";
    private const string Because = " because ";

    /// <summary>Who agreed; null where that isn't said.</summary>
    public string? AgreedBy { get; init; }

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

    /// <summary>
    /// The text in the attribute of a compiled assembly: <c>EVS3006 CourseData.count until 2027-01-31 agreed by crm because …</c>.
    /// </summary>
    public string ToAttributeText() => string.Concat(
        Subject,
        Expires is null ? "" : Until + Expires,
        AgreedBy is null ? "" : AgreedTo + AgreedBy,
        HasReason ? Because + Reason : "");

    /// <summary>The justification of such a text.</summary>
    public static Justification OfAttributeText(string text)
    {
        (string rest, string? reason) = Split(text, Because);
        (rest, string? agreedBy) = Split(rest, AgreedTo);
        (rest, string? expires) = Split(rest, Until);
        return new Justification(FindingSubject.Parse(rest), reason, expires) { AgreedBy = agreedBy };
    }

    private static (string Before, string? After) Split(string text, string at)
    {
        int index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, null) : (text.Substring(0, index), text.Substring(index + at.Length));
    }
}
