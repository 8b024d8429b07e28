namespace EventSchemas.Kafka.Tests;

[OpenEdxEvent("org.acme.order.paid.v1", Topic = "orders", StableBecause = "a test event")]
public sealed partial record OrderPaid(string Number, [PersonalData] string Payer = "");
