namespace Acme;

[OpenEdxEvent("org.acme.pinged.v1")]
public sealed partial record Pinged(string From);

public static class Sample
{
    public static IEnumerable<object> Values => [new Pinged("a")];
}
