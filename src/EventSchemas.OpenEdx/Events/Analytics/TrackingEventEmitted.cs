namespace EventSchemas.OpenEdx.Analytics;

/// <summary>An entry was written to the tracking log, such as a video that was played or a problem that was checked.</summary>
/// <remarks>
/// Sent by the tracking backend of any service, for the entries that its configuration lets through: by far the most frequent event.
/// <c>TrackingLog.Name</c> is the kind of entry; who did it, and in which course, is in <c>TrackingLog.Context</c>.
/// Personal data: <c>TrackingLog.Data</c> and <c>TrackingLog.Context</c>. In openedx-events since 9.1.0.
/// </remarks>
/// <param name="TrackingLog">The entry of the log.</param>
[OpenEdxEvent(
    "org.openedx.analytics.tracking.event.emitted.v1",
    Topic = "analytics",
    Key = "TrackingLog.Name",
    FeatureFlag = "TrackingEventEmittedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record TrackingEventEmitted(TrackingLogData TrackingLog);

/// <summary>An entry of the tracking log.</summary>
/// <param name="Name">The kind of entry, such as <c>edx.course.enrollment.activated</c> or <c>play_video</c>.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">The data of this kind of entry, as a JSON object in a text. Personal data: it can hold answers and names.</param>
/// <param name="Context">Who did it, where, and from which address, as a JSON object in a text. Personal data.</param>
public sealed partial record TrackingLogData(
    string Name,
    DateTimeOffset Timestamp,
    [PersonalData] string Data,
    [PersonalData] string Context);
