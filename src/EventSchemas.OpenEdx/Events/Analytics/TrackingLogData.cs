namespace EventSchemas.OpenEdx.Analytics;

/// <summary>An entry of the tracking log.</summary>
/// <param name="Name">The kind of entry, such as <c>edx.course.enrollment.activated</c> or <c>play_video</c>.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">What is particular to this kind of entry, as a JSON object in a text. Personal data: it may hold answers and names.</param>
/// <param name="Context">Who did it, where, and from which address, as a JSON object in a text. Personal data.</param>
public sealed partial record TrackingLogData(
    string Name,
    DateTimeOffset Timestamp,
    [PersonalData] string Data,
    [PersonalData] string Context);
