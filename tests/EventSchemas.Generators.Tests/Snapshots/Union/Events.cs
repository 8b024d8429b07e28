namespace Acme;

[OpenEdxEvent("org.acme.paid.v1")]
public sealed partial record Paid(Payment Payment, Payment? Refund, IReadOnlyList<Payment> Parts);

[AvroUnion(typeof(Card), typeof(Cash))]
public abstract record Payment(long Amount);

public sealed record Card(long Amount, string Number) : Payment(Amount);

public sealed record Cash(long Amount) : Payment(Amount);

public static class Sample
{
    public static IEnumerable<object> Values =>
        [new Paid(new Card(3, "4111"), null, [new Cash(1), new Card(2, "4222")]), new Paid(new Cash(3), new Cash(3), [])];
}
