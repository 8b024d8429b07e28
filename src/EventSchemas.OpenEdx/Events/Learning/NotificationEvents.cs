namespace EventSchemas.OpenEdx.Learning;

/// <summary>An application asks for a notification to many people of a course run.</summary>
/// <remarks>
/// Sent by parts of the LMS, such as the forum; the notification service determines the recipients.
/// <c>CourseNotificationData.CourseKey</c> identifies the run, and nothing identifies the notification. Personal data:
/// <c>CourseNotificationData.ContentContext</c>. In openedx-events since 9.2.0.
/// </remarks>
/// <param name="CourseNotificationData">The notification and its recipients.</param>
[OpenEdxEvent(
    "org.openedx.learning.course.notification.requested.v1",
    Key = "CourseNotificationData.CourseKey",
    FeatureFlag = "CourseNotificationRequestedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CourseNotificationRequested(CourseNotificationData CourseNotificationData);

/// <summary>A notification to people of a course run.</summary>
/// <param name="CourseKey">Identifies the run.</param>
/// <param name="AppName">The application that asks, such as <c>discussion</c>.</param>
/// <param name="NotificationType">The kind of notification, such as <c>new_discussion_post</c>.</param>
/// <param name="ContentUrl">The address that the notification links to.</param>
/// <param name="ContentContext">
/// The values of the placeholders in the notification's text, by name. Personal data: they usually tell who wrote what.
/// </param>
/// <param name="AudienceFilters">
/// The recipients, by kind of filter: a list of modes for <c>enrollment</c>, a list of roles for <c>role</c>, and so on.
/// </param>
public sealed partial record CourseNotificationData(
    CourseKey CourseKey,
    string AppName,
    string NotificationType,
    string ContentUrl,
    [PersonalData, WhenMissing] IReadOnlyDictionary<string, string> ContentContext,
    [WhenMissing] IReadOnlyDictionary<string, IReadOnlyList<string>> AudienceFilters);

/// <summary>An application asks for a notification to certain users.</summary>
/// <remarks>
/// Sent by parts of the LMS, such as the forum; the notification service delivers it. <c>NotificationData.UserIds</c> lists the
/// recipients, and nothing identifies the notification. Personal data: <c>NotificationData.Context</c>. In openedx-events since 8.2.0.
/// </remarks>
/// <param name="NotificationData">The notification and its recipients.</param>
[OpenEdxEvent(
    "org.openedx.learning.user.notification.requested.v1",
    Key = "NotificationData.CourseKey",
    FeatureFlag = "UserNotificationRequestedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record UserNotificationRequested(UserNotificationData NotificationData);

/// <summary>A notification to certain users.</summary>
/// <param name="UserIds">The LMS ids of the users.</param>
/// <param name="NotificationType">The kind of notification, such as <c>new_comment</c>.</param>
/// <param name="ContentUrl">The address that the notification links to.</param>
/// <param name="AppName">The application that asks, such as <c>discussion</c>.</param>
/// <param name="CourseKey">Identifies the course run.</param>
/// <param name="Context">
/// The values of the placeholders in the notification's text, by name. Personal data: they usually tell who wrote what.
/// </param>
public sealed partial record UserNotificationData(
    IReadOnlyList<long> UserIds,
    string NotificationType,
    string ContentUrl,
    string AppName,
    CourseKey CourseKey,
    [PersonalData, WhenMissing] IReadOnlyDictionary<string, string> Context);
