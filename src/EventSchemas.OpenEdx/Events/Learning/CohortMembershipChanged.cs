namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner was put into a cohort of a course run.</summary>
/// <remarks>
/// Sent by the LMS, also when the learner moves over from another cohort, which the event doesn't name. <c>Cohort.User.Id</c>,
/// <c>Cohort.Course.CourseKey</c> and <c>Cohort.Name</c> identify who is where. Personal data: <c>Cohort.User.Pii</c>. In openedx-events
/// since 0.4.0.
/// </remarks>
/// <param name="Cohort">The learner, the course run and the cohort.</param>
[OpenEdxEvent(
    "org.openedx.learning.cohort_membership.changed.v1",
    Key = "Cohort.Course.CourseKey",
    FeatureFlag = "CohortMembershipChangedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CohortMembershipChanged(CohortData Cohort);
