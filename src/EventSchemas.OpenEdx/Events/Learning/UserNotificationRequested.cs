namespace EventSchemas.OpenEdx.Learning;

/// <summary>An application asks for a notification to certain users.</summary>
/// <remarks>
/// Sent by parts of the LMS, such as the forum; the notification service delivers it. <c>NotificationData.UserIds</c> says to whom, and
/// there is nothing that identifies the notification. Personal data: <c>NotificationData.Context</c>. In openedx-events since 8.2.0.
/// </remarks>
/// <param name="NotificationData">The notification, and whom to send it to.</param>
[OpenEdxEvent(
    "org.openedx.learning.user.notification.requested.v1",
    Key = "NotificationData.CourseKey",
    FeatureFlag = "UserNotificationRequestedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record UserNotificationRequested(UserNotificationData NotificationData);
