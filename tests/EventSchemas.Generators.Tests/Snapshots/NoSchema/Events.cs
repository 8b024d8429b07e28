namespace Acme;

// A decimal without precision has no schema: the signatures are there all the same, so that the analyzer's message stands alone.
[OpenEdxEvent("org.acme.priced.v1", Key = "Name")]
public sealed partial record Priced(string Name, decimal Price);

public sealed class Use(IPricedProducer producer)
{
    public Task<PublishResult> Send(Priced value) => producer.PublishAsync(value);
}

public static class Sample
{
    public static IEnumerable<object> Values => [];
}
