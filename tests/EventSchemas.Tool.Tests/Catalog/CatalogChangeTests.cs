using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary>What <c>catalog</c> says of changes between versions: justifications of their steps, and defaults that readers get.</summary>
public sealed class CatalogChangeTests : IDisposable
{
    private const string Type = "org.acme.order.placed.v1";
    private static readonly string Int = ServiceBuilds.Field("pieces", "\"int\"");
    private static readonly string Long = ServiceBuilds.Field("pieces", "\"long\"");
    private static readonly string Double = ServiceBuilds.Field("pieces", "\"double\"");
    private static readonly string Number = ServiceBuilds.Field("number", "\"string\"");

    private readonly ServiceBuilds _builds = new();

    public void Dispose() => _builds.Dispose();

    [Fact]
    public async Task A_justification_belongs_to_the_newest_step_that_broke_by_it()
    {
        JsonElement one = await EventAsync(1, Int, Long, Double);

        Assert.Equal(["1-2: none", "1-3: none [1-2 none, 2-3 0]", "2-3: 0"], Justified(one));
        JsonElement justified = one.GetProperty("justifiedBreaks")[0];
        Assert.Equal(("2", "3"), (CatalogTests.Text(justified, "from"), CatalogTests.Text(justified, "to")));
    }

    [Fact]
    public async Task Each_step_can_have_a_justification_of_its_own()
    {
        JsonElement one = await EventAsync(2, Int, Long, Double);

        Assert.Equal(["1-2: 0", "1-3: none [1-2 0, 2-3 1]", "2-3: 1"], Justified(one));
    }

    [Fact]
    public async Task A_step_that_changes_something_else_takes_no_justification()
    {
        JsonElement one = await EventAsync(1, Int, Long, $"{Long}, {FiveServices.Note}");

        Assert.Equal(["1-2: 0", "1-3: none [1-2 0]", "2-3: "], Justified(one));
    }

    [Fact]
    public async Task What_breaks_only_between_versions_that_are_no_neighbours_has_its_justification_there()
    {
        JsonElement one = await EventAsync(
            1, Int, Number, $"{Number}, {ServiceBuilds.Field("pieces", "\"long\"", ", \"default\": 1")}");

        Assert.Equal(["1-2: ", "1-3: 0 [1-2 none]", "2-3: "], Justified(one));
    }

    [Theory]
    [InlineData("1", "", "note: removed", "olderReaders value 1")]
    [InlineData("null", "", "note: removed", "olderReaders value null")]
    [InlineData("1", "renamed", "remark: renamed from note", "olderReaders value 1")]
    [InlineData("1", "guess", "remark: looks renamed from note", "olderReaders value 1, newerReaders value 2")]
    [InlineData("1", "2", "note: default 1 became 2", "olderReaders missingField 1, newerReaders missingField 2")]
    [InlineData("enum", "A B C", "mode: symbol C added", "olderReaders unknownSymbol A")]
    [InlineData("enum", "A", "mode: symbol B removed", "newerReaders unknownSymbol A")]
    [InlineData("enum", "B A", "mode: default symbol A became B", "olderReaders unknownSymbol A, newerReaders unknownSymbol B")]
    public async Task Where_readers_get_a_default_without_an_error_the_meaning_changes(
        string before, string after, string text, string expected)
    {
        JsonElement one = await EventAsync(0, FieldOf(before, "A B"), FieldOf(before, after));

        JsonElement change = one.GetProperty("changes").EnumerateArray().Single(change =>
            CatalogTests.Text(change, "text").StartsWith(text, StringComparison.Ordinal));
        Assert.Equal(
            expected,
            string.Join(", ", change.GetProperty("instead").EnumerateArray().Select(default_ =>
                $"{CatalogTests.Text(default_, "readers")} {CatalogTests.Text(default_, "of")} {CatalogTests.Text(default_, "value")}")));
        Assert.Contains("meaning", CatalogTests.Texts(change.GetProperty("breaks")));
    }

    [Fact]
    public async Task A_field_that_is_added_with_a_default_changes_no_meaning()
    {
        JsonElement one = await EventAsync(0, Number, $"{Number}, {FiveServices.Note}");

        JsonElement change = Assert.Single(one.GetProperty("changes").EnumerateArray());
        Assert.False(change.TryGetProperty("breaks", out _));
        Assert.False(change.TryGetProperty("instead", out _));
    }

    [Fact]
    public async Task On_Redis_alone_nobody_gets_a_default()
    {
        Declare($"{Number}, {FieldOf("1", "A B")}", new { transports = new[] { "redis" } });
        Assert.Equal(0, (await _builds.RunAsync("2027-01-31", ["catalog", "orders", "-o", "before"])).ExitCode);
        Declare(Number, new { transports = new[] { "redis" } });
        Assert.Equal(0, (await _builds.RunAsync("2027-01-31", ["catalog", "orders", "-o", "after"])).ExitCode);

        ToolRun run = await _builds.RunAsync("2027-01-31", ["catalog", "diff", "before", "after"]);

        Assert.DoesNotContain("Changes the meaning", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_of_catalogues_says_it_too_where_nobody_breaks()
    {
        Declare($"{Number}, {FieldOf("1", "A B")}", new { });
        Assert.Equal(0, (await _builds.RunAsync("2027-01-31", ["catalog", "orders", "-o", "before"])).ExitCode);
        Declare(Number, new { });
        Assert.Equal(0, (await _builds.RunAsync("2027-01-31", ["catalog", "orders", "-o", "after"])).ExitCode);

        ToolRun run = await _builds.RunAsync("2027-01-31", ["catalog", "diff", "before", "after"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            "note: removed (int, default 1) **Changes the meaning:** a service on the version before reads the default 1 instead of what "
            + "is written with the version now",
            run.Output,
            StringComparison.Ordinal);
    }

    private static string FieldOf(string before, string after) => (before, after) switch
    {
        ("enum", _) => ServiceBuilds.Field(
            "mode",
            $$"""
            {"type": "enum", "name": "Mode", "default": "{{after[0]}}",
             "symbols": ["{{string.Join("\", \"", after.Split(' ').Order())}}"]}
            """),
        (_, "A B") => ServiceBuilds.Field(
            "note", before == "null" ? """["null", "string"]""" : "\"int\"", $""", "default": {before}"""),
        (_, "renamed") => ServiceBuilds.Field("remark", "\"int\"", """, "default": 1, "aliases": ["note"]"""),
        (_, "guess") => ServiceBuilds.Field("remark", "\"int\"", """, "default": 2"""),
        (_, "") => Number,
        _ => ServiceBuilds.Field("note", "\"int\"", $""", "default": {after}"""),
    };

    // The justifications of each comparison about the member, and of its steps.
    private static IEnumerable<string> Justified(JsonElement one)
    {
        JsonElement[] changes = [.. one.GetProperty("changes").EnumerateArray()];
        return one.GetProperty("comparisons").EnumerateArray().Select(comparison =>
        {
            IEnumerable<string> effects = comparison.GetProperty("changes").EnumerateArray()
                .Select(index => changes[index.GetInt32()])
                .Where(change => change.TryGetProperty("effects", out _))
                .SelectMany(change => change.GetProperty("effects").EnumerateArray())
                .Where(effect => CatalogTests.Text(effect, "rule") == "EVS3006")
                .Select(effect => JustifiedOf(effect) + (effect.TryGetProperty("steps", out JsonElement steps)
                    ? $" [{string.Join(", ", steps.EnumerateArray().Select(step => $"{Pair(step)} {JustifiedOf(step)}"))}]"
                    : ""));
            return $"{Pair(comparison)}: {string.Join("; ", effects)}";
        });
    }

    private static string Pair(JsonElement json) => $"{CatalogTests.Text(json, "from")}-{CatalogTests.Text(json, "to")}";

    private static string JustifiedOf(JsonElement json) =>
        json.TryGetProperty("justified", out JsonElement index) ? index.ToString() : "none";

    private void Declare(string fields, object members, params string[] versions) =>
        _builds.With("orders", "orders", new { events = new[] { ServiceBuilds.Event(Type, fields, members, versions) } });

    private async Task<JsonElement> EventAsync(int justifications, params string[] versions)
    {
        Declare(
            versions[^1],
            new
            {
                justifiedBreaks = Enumerable.Range(1, justifications)
                    .Select(number => new { rule = "EVS3006", subject = "Order.pieces", reason = $"reason {number}" }),
            },
            versions);
        return CatalogTests.Event(await _builds.CatalogAsync(), Type);
    }
}
