namespace EventSchemas.OpenEdx.Learning;

/// <summary>A notification to certain users.</summary>
/// <param name="UserIds">The LMS's ids of the users.</param>
/// <param name="NotificationType">The kind of notification, such as <c>new_comment</c>.</param>
/// <param name="ContentUrl">Where the notification leads.</param>
/// <param name="AppName">The application that asks, such as <c>discussion</c>.</param>
/// <param name="CourseKey">Identifies the course run.</param>
/// <param name="Context">What the notification's text is filled in with, by name. Personal data: it mostly holds who wrote what.</param>
public sealed partial record UserNotificationData(
    IReadOnlyList<long> UserIds,
    string NotificationType,
    string ContentUrl,
    string AppName,
    CourseKey CourseKey,
    [PersonalData, WhenMissing] IReadOnlyDictionary<string, string> Context);
