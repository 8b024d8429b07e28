namespace EventSchemas.Declarations;

/// <summary>A break that the source says nobody suffers from.</summary>
/// <param name="Rule">The id of the rule that is broken.</param>
/// <param name="Record">The schema name of the record that was edited.</param>
/// <param name="Field">The schema name of the member that was edited; null where it is the record itself.</param>
/// <param name="Reason">Why nobody breaks.</param>
/// <param name="Expires">The last day on which it holds, as it stands in the source; null where it always does.</param>
sealed record JustifiedBreak(string Rule, string Record, string? Field, string Reason, string? Expires)
{
    /// <summary>What it is about, as one word or two: <c>EVS3006 CourseData.count</c>.</summary>
    public string Subject => Field is null ? $"{Rule} {Record}" : $"{Rule} {Record}.{Field}";
}
