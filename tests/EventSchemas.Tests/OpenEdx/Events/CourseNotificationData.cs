namespace EventSchemas.Tests.OpenEdx;

public sealed record CourseNotificationData(
    string CourseKey,
    string AppName,
    string NotificationType,
    string ContentUrl,
    IReadOnlyDictionary<string, string> ContentContext,
    IReadOnlyDictionary<string, IReadOnlyList<string>> AudienceFilters);
