using EventSchemas;

namespace Event.Namespace;

/// <summary>Says what happened.</summary>
#if (openedx)
/// <param name="Data">What the event says.</param>
[OpenEdxEvent("event.type.v1", Topic = "event-topic", Key = "Data.Id", FeatureFlag = "NewEvent1Event")]
public sealed partial record NewEvent1(NewEvent1Data Data);

/// <summary>What the event says.</summary>
/// <param name="Id">What it is about.</param>
public sealed record NewEvent1Data(string Id);
#else
/// <param name="Id">What it is about.</param>
[AvroEvent("event.type.v1", Topic = "event-topic", Key = nameof(Id), FeatureFlag = "NewEvent1Event")]
public sealed partial record NewEvent1(string Id);
#endif
