namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.ccx.course.passing.status.updated.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningCcxCoursePassingStatusUpdated(CcxCoursePassingStatusData CoursePassingStatus);
