namespace EventSchemas;

/// <summary>
/// Where a consumer group that has no committed offset begins. It has no default: the registration says it, because the
/// wrong one either misses events or handles years of them.
/// </summary>
public enum StartAt
{
    /// <summary>With the oldest event that the topic still has.</summary>
    Earliest,

    /// <summary>With the events that arrive from now on.</summary>
    Latest,
}
