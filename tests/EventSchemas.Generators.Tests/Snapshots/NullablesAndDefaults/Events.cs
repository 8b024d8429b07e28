namespace Acme;

[OpenEdxEvent("org.acme.configured.v1")]
public sealed partial record Configured(
    string Name,
    string? Note,
    int? Limit,
    DateTimeOffset? Since,
    Point? Corner,
    int Size = 7,
    string Kind = "plain \"quoted\"", double Ratio = -1.5)
{
    [AvroDefault(Json = "[1, 2]")]
    public IReadOnlyList<int> Numbers { get; init; } = [];

    [AvroDefault(Json = "{\"x\": 1, \"y\": 2}")]
    public required Point Origin { get; init; }

    [AvroName("pinned"), AvroAlias("older")]
    public string Renamed { get; init; } = "";

    public int Computed => Size * 2;
}

public readonly record struct Point(int X, int Y);

public static class Sample
{
    public static IEnumerable<object> Values =>
    [
        new Configured("n", null, null, null, null) { Origin = new(1, 2) },
        new Configured("n", "note", 3, DateTimeOffset.UnixEpoch, new Point(3, 4), 8, "k", 0.5)
            { Origin = new(5, 6), Numbers = [1], Renamed = "r" },
    ];
}
