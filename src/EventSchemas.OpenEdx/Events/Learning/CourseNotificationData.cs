namespace EventSchemas.OpenEdx.Learning;

/// <summary>A notification to people of a course run.</summary>
/// <param name="CourseKey">Identifies the run.</param>
/// <param name="AppName">The application that asks, such as <c>discussion</c>.</param>
/// <param name="NotificationType">The kind of notification, such as <c>new_discussion_post</c>.</param>
/// <param name="ContentUrl">Where the notification leads.</param>
/// <param name="ContentContext">What the notification's text is filled in with, by name. Personal data: it mostly holds who wrote what.</param>
/// <param name="AudienceFilters">
/// Who gets it, by kind of filter: for <c>enrollment</c> a list of modes, for <c>role</c> one of roles, and so on.
/// </param>
public sealed partial record CourseNotificationData(
    CourseKey CourseKey,
    string AppName,
    string NotificationType,
    string ContentUrl,
    [PersonalData, WhenMissing] IReadOnlyDictionary<string, string> ContentContext,
    [WhenMissing] IReadOnlyDictionary<string, IReadOnlyList<string>> AudienceFilters);
