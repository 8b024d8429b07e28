namespace EventSchemas.Tests.Codec;

[OpenEdxEvent("org.acme.order.placed.v1", Key = "Number", StableBecause = "a test event")]
public sealed partial record Order(
    string Number,
    int Count,
    long Total,
    double Weight,
    float Ratio,
    bool IsPaid,
    byte[] Seal,
    DateTimeOffset PlacedAt,
    Guid Id,
    Customer Customer,
    IReadOnlyList<Line> Lines,
    IReadOnlyDictionary<string, long> Points,
    string? Note = null,
    Line? Extra = null)
{
    public static Order Sample { get; } = new(
        Number: "A-1",
        Count: -3,
        Total: 1L << 40,
        Weight: 2.5,
        Ratio: 0.5f,
        IsPaid: true,
        Seal: [1, 2, 255],
        PlacedAt: new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Id: new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        Customer: new Customer("Zoë", ["a", "b"]),
        Lines: [new Line("x", 1), new Line("y")],
        Points: new Dictionary<string, long> { ["k"] = 7 },
        Note: "note",
        Extra: new Line("z"));
}

public sealed record Customer(string Name, List<string> Tags);

public sealed record Line(string Article, int Quantity = 1);

[OpenEdxEvent("org.acme.tree.grown.v1", StableBecause = "a test event")]
public sealed partial record Tree(string Label, List<Branch> Branches);

public sealed record Branch(List<Branch> Branches);
