namespace EventSchemas.OpenEdx.Learning;

/// <summary>An application asks for a notification to many people of a course run.</summary>
/// <remarks>
/// Sent by parts of the LMS, such as the forum; the notification service works out who gets it. <c>CourseNotificationData.CourseKey</c>
/// identifies the run, and there is nothing that identifies the notification. Personal data: <c>CourseNotificationData.ContentContext</c>.
/// In openedx-events since 9.2.0.
/// </remarks>
/// <param name="CourseNotificationData">The notification, and whom to send it to.</param>
[OpenEdxEvent(
    "org.openedx.learning.course.notification.requested.v1",
    Key = "CourseNotificationData.CourseKey",
    FeatureFlag = "CourseNotificationRequestedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CourseNotificationRequested(CourseNotificationData CourseNotificationData);
