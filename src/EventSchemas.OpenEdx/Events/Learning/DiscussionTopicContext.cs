namespace EventSchemas.OpenEdx.Learning;

/// <summary>A topic of a course's discussions, and the content that it is about.</summary>
/// <param name="Title">The topic's title.</param>
/// <param name="UsageKey">Identifies the unit that the topic is about, if there is one.</param>
/// <param name="GroupId">The cohort that the topic is for, with providers that know no cohorts.</param>
/// <param name="ExternalId">The provider's id of the topic.</param>
/// <param name="Ordering">The topic's place among the others.</param>
/// <param name="Context">Where the unit stands in the course, such as the titles of its section and subsection.</param>
public sealed record DiscussionTopicContext(
    string Title,
    UsageKey? UsageKey,
    long? GroupId,
    string? ExternalId,
    long? Ordering,
    [WhenMissing] IReadOnlyDictionary<string, string> Context);
