namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.course.notification.requested.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningCourseNotificationRequested(CourseNotificationData CourseNotificationData);
