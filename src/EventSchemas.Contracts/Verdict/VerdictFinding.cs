namespace EventSchemas.Contracts;

/// <summary>One edit of an event that breaks versions of it, or changes what they mean, in all versions that it concerns.</summary>
sealed record VerdictFinding
{
    /// <summary>What it is about.</summary>
    public required FindingSubject Subject { get; init; }

    public required string EventType { get; init; }

    /// <summary>Whether another team owns the event.</summary>
    public required bool IsMirror { get; init; }

    /// <summary>The schema name of the record that was edited.</summary>
    public required string? Record { get; init; }

    /// <summary>Whether that is the event's own record.</summary>
    public required bool IsOnEventRecord { get; init; }

    /// <summary>The schema name of the member of the record as it is now; null where there is none.</summary>
    public string? Field { get; init; }

    /// <summary>The schema name of what was edited, also where it was removed.</summary>
    public required string Name { get; init; }

    /// <summary>What the version has, in words.</summary>
    public string? Old { get; init; }

    /// <summary>What the record has now, in words.</summary>
    public string? New { get; init; }

    /// <summary>The name that the member or type had, where keeping it would undo the edit; otherwise null.</summary>
    public string? OldName { get; init; }

    /// <summary>The size of a <c>fixed</c> that was renamed, whose attribute pins its name; otherwise null.</summary>
    public int? FixedSize { get; init; }

    /// <summary>The version that the message names: the newest one that breaks, or the one whose meaning was changed.</summary>
    public required ContractVersion Version { get; init; }

    /// <summary>The versions that it concerns, that one among them.</summary>
    public required EquatableArray<ContractVersion> Versions { get; init; }

    /// <summary>Where that version has what was edited, as a JSON pointer into its schema; null where it isn't in the schema.</summary>
    public string? OldPointer { get; init; }

    /// <summary>Who breaks, in words; where the meaning was changed, why that matters, or empty where the rule says it.</summary>
    public string Impact { get; init; } = "";

    /// <summary>What else could be done, as a sentence with a space before it; or empty.</summary>
    public string Advice { get; init; } = "";

    /// <summary>Which order of deployment is safe, as a clause; empty where there is none.</summary>
    public string SafeIf { get; init; } = "";

    /// <summary>The rule.</summary>
    public Rule Rule => Rules.Of(Subject.Rule);

    /// <summary>
    /// Whether it prevents a service from reading an event. Otherwise all services can read it, but the meaning changes.
    /// </summary>
    public bool IsBreaking => VersionRules.BreakingIds.Contains(Subject.Rule);

    /// <summary>Whether it lowers what was promised: nobody breaks by it, and it must be agreed to all the same.</summary>
    public bool IsPromise => Subject.Rule == RuleIds.CompatibilityLowered;

    /// <summary>
    /// Whether it can be accepted into the contract: not what has been released, and not what another team has published.
    /// </summary>
    public bool CanBeAccepted => !IsMirror && !Version.IsReleased;

    /// <summary>
    /// An error where a service fails or a promise is lowered; a warning where only the meaning has changed, or what was accepted isn't
    /// released yet.
    /// </summary>
    public RuleSeverity Severity =>
        (IsBreaking || IsPromise) && !CanBeAccepted ? RuleSeverity.Error : RuleSeverity.Warning;

    /// <summary>The message in the names of the schema, for where no names of C# are known.</summary>
    public string Message => VerdictMessage.Of(this);
}

/// <summary>What a finding is about. A justification names the same.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Record">The schema name of the record that was edited.</param>
/// <param name="Member">
/// The schema name of the member that was edited, also where it was removed; null where it is the record itself.
/// </param>
sealed record FindingSubject(string Rule, string Record, string? Member)
{
    /// <summary>The subject of a text like <c>EVS3006 CourseData.count</c>.</summary>
    public static FindingSubject Parse(string text)
    {
        int space = text.IndexOf(' ');
        string place = text.Substring(space + 1);
        int dot = place.IndexOf('.');
        return new FindingSubject(
            space < 0 ? "" : text.Substring(0, space),
            dot < 0 ? place : place.Substring(0, dot),
            dot < 0 ? null : place.Substring(dot + 1));
    }

    public override string ToString() => Member is null ? $"{Rule} {Record}" : $"{Rule} {Record}.{Member}";
}
