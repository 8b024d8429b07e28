namespace EventSchemas.Kafka.Tests;

[OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", Key = "Number", FeatureFlag = "OrderPlacedEvent")]
public sealed partial record OrderPlaced(string Number, int Items);
