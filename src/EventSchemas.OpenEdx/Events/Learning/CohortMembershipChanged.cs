namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner was put into a cohort of a course run.</summary>
/// <remarks>
/// Sent by the LMS, also when the learner moves from another cohort, which the event doesn't name. <c>Cohort.User.Id</c>,
/// <c>Cohort.Course.CourseKey</c> and <c>Cohort.Name</c> identify the membership. Personal data: <c>Cohort.User.Pii</c>. In openedx-events
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

/// <summary>A learner's place in a cohort.</summary>
/// <param name="User">The learner.</param>
/// <param name="Course">The course run.</param>
/// <param name="Name">The cohort's name, which identifies it within the run.</param>
public sealed record CohortData(
    UserData User,
    CourseData Course,
    string Name);
