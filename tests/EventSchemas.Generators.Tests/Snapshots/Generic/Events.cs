namespace Acme;

[OpenEdxEvent("org.acme.listed.v1")]
public sealed partial record Listed(Page<Item> Items, Page<string> Names, Page<string?> Notes, Page<int> Numbers);

public sealed record Page<T>(IReadOnlyList<T> Items, int Next);

public sealed record Item(long Id);

public static class Sample
{
    public static IEnumerable<object> Values => [new Listed(new([new(1)], 2), new(["a"], 0), new([null, "b"], 0), new([3], 0))];
}
