namespace EventSchemas.OpenEdx.Analytics;

/// <summary>An entry was written to the tracking log, such as a video that was played or a problem that was checked.</summary>
/// <remarks>
/// Sent by the tracking backend of any service, for the entries that its configuration lets through: by far the most frequent event.
/// <c>TrackingLog.Name</c> says which kind of entry it is; who did it, and in which course, stands inside <c>TrackingLog.Context</c>.
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
