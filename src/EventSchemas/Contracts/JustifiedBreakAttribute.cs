namespace EventSchemas;

/// <summary>
/// Says why a break that a rule reports is one that nobody suffers from, and who agreed: on the member that was edited, or on the record
/// where a member has gone. The rule is then quiet, and the change can be accepted and shipped; the line stays in the source, where
/// reviewers see it, for as long as a shipped version is broken.
/// </summary>
/// <param name="rule">The id of the rule, for example <c>EVS3006</c>.</param>
/// <param name="reason">Why nobody breaks. Must not be empty.</param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct,
    AllowMultiple = true,
    Inherited = false)]
public sealed class JustifiedBreakAttribute(string rule, string reason) : Attribute
{
    /// <summary>The id of the rule that is broken.</summary>
    public string Rule { get; } = rule;

    /// <summary>Why nobody breaks.</summary>
    public string Reason { get; } = reason;

    /// <summary>On a record: the schema name of the member that has gone. Without it the justification is of the record itself.</summary>
    public string? Member { get; set; }

    /// <summary>Who agreed: a team, a person, a ticket.</summary>
    public string? AgreedBy { get; set; }

    /// <summary>The last day on which the justification holds, as <c>yyyy-MM-dd</c>; it is reported from the day after.</summary>
    public string? Expires { get; set; }
}
