namespace Acme;

internal static partial class Catalog
{
    internal partial class Events
    {
        [OpenEdxEvent("org.acme.published.v1", Key = "Name")]
        internal sealed partial record Published([property: Obsolete("old")] string Name, Part Part);
    }

    internal sealed record Part(int Number);
}

public static class Sample
{
    public static IEnumerable<object> Values => [new Catalog.Events.Published("n", new Catalog.Part(1))];
}
