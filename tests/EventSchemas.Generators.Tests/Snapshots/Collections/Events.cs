using System.Collections.Immutable;

namespace Acme;

[OpenEdxEvent("org.acme.cart.changed.v1")]
public sealed partial record CartChanged(
    IReadOnlyList<string> Tags,
    int[] Numbers,
    ImmutableArray<Line> Lines,
    IReadOnlyDictionary<string, long> Counts,
    Dictionary<string, List<Line?>>? ByShop);

public sealed record Line(string Product, int Quantity);

public static class Sample
{
    public static IEnumerable<object> Values =>
    [
        new CartChanged(
            ["x", ""], [1, -70000], [new("p", 2)], new Dictionary<string, long> { ["k"] = 1 }, new() { ["s"] = [null, new("q", 3)] }),
        new CartChanged([], [], [], new Dictionary<string, long>(), null),
    ];
}
