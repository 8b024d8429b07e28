namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.analytics.tracking.event.emitted.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record AnalyticsTrackingEventEmitted(TrackingLogData TrackingLog);
