namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.course.enrollment.changed.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningCourseEnrollmentChanged(CourseEnrollmentData Enrollment);
