using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary>What builds contradict each other about is shown.</summary>
public sealed class CatalogConflictTests : IDisposable
{
    private const string Type = "org.acme.order.placed.v1";
    private static readonly string Number = ServiceBuilds.Field("number", "\"string\"");
    private static readonly string Wide = ServiceBuilds.Field("number", "\"long\"");

    private readonly ServiceBuilds _builds = new();

    public void Dispose() => _builds.Dispose();

    [Fact]
    public async Task Two_builds_that_both_own_an_event_are_a_conflict()
    {
        Declare("a", Number, new { owner = "team-a" });
        Declare("b", Number, new { owner = "team-b" });

        Assert.Equal(["owner: 2 builds say that the event is theirs. a team-a, b team-b"], await ConflictsAsync());
    }

    [Fact]
    public async Task Two_owners_that_builds_name_are_a_conflict()
    {
        Declare("a", Number, new { owner = "team-a" });
        Declare("b", Number, new { owner = "team-b", role = "mirror" });

        Assert.Equal(["owner: Builds name different owners. a team-a, b team-b"], await ConflictsAsync());
    }

    [Fact]
    public async Task Another_schema_for_the_same_version_is_a_conflict_that_says_what_differs()
    {
        Declare("a", Number, new { }, Number);
        Declare("b", Number, new { role = "mirror" }, Wide);

        string conflict = Assert.Single(await ConflictsAsync());

        Assert.StartsWith("schema: Version 1 has different schemas. a ", conflict, StringComparison.Ordinal);
        Assert.EndsWith(": number: string became long", conflict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_was_never_one_of_the_versions_is_a_conflict()
    {
        Declare("a", Number, new { }, Number);
        Declare("b", Wide, new { role = "mirror" });

        Assert.StartsWith("schema: Builds declare different schemas", Assert.Single(await ConflictsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_topic_or_key_is_a_conflict_in_settings_of_Python_too()
    {
        Declare("a", Number, new { key = "number" });
        _builds.Write("lms.json", $$$"""{"{{{Type}}}": {"elsewhere": {"event_key_field": "id", "enabled": true} } }""");

        Assert.Equal(
            ["topic: It is given different topics. a orders, lms elsewhere", "key: It is sent with different keys. a number, lms id"],
            await ConflictsAsync("--python", "lms=lms.json"));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("true", false)]
    [InlineData("false", true)]
    public async Task That_nothing_is_sent_at_present_is_said_where_everybody_who_sends_it_is_switched_off(string? enabled, bool isSaid)
    {
        Declare("a", Number, new { });
        Declare("b", Number, new { role = "mirror", topic = "elsewhere" });
        _builds.Write("lms.json", enabled is null ? "{}" : $$$"""{"{{{Type}}}": {"orders": {"enabled": {{{enabled}}}} } }""");

        JsonElement catalog = await _builds.CatalogAsync("--python", "lms=lms.json");

        JsonElement topic = catalog.GetProperty("conflicts").EnumerateArray().Single(one => CatalogTests.Text(one, "kind") == "topic");
        Assert.Equal(isSaid, CatalogTests.Text(topic, "impact")!.EndsWith("is switched off.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_that_has_ended_and_is_still_read_is_a_conflict()
    {
        Declare("a", Number, new { });
        _builds
            .With("b", "b", new { retired = new[] { new { eventType = Type, retired = "2027-01-01", reason = "it is over" } } })
            .With("c", "c", new { handlers = new[] { new { group = "g", name = "h", kind = "event", eventType = Type } } });

        Assert.Equal(["retired: It was retired on 2027-01-01, and is still in use. c reads it, a declares it"], await ConflictsAsync());
    }

    [Fact]
    public async Task Every_conflict_says_what_breaks_for_whom_and_who_has_to_do_what()
    {
        Declare("a", Number, new { owner = "team-a", key = "number" }, Number);
        _builds
            .With("b", "b", new
            {
                events = new[] { ServiceBuilds.Event(Type, Wide, new { owner = "team-b", role = "mirror" }, Wide) },
                handlers = new[] { new { group = "g", name = "h", kind = "event", eventType = Type } },
            })
            .Write("lms.json", $$$"""{"{{{Type}}}": {"elsewhere": {"event_key_field": "number", "enabled": true} } }""");

        JsonElement catalog = await _builds.CatalogAsync("--python", "lms=lms.json");

        Assert.Equal(
            [
                "owner: Nothing breaks; who looks for the owner finds another team. | b: Write Owner = \"team-a\", as a does.",
                "schema: b can't read what is written with the schema of a. The builds of b are checked against a schema that a never "
                    + "shipped, and don't notice what breaks them. | b: Take version 1 as a shipped it, with its schema and its contract "
                    + "file.",
                "topic: Who reads one topic misses what is sent to another one: b may get nothing of it. | lms: Use the topic 'orders' of "
                    + "a, or agree with it on another one.",
            ],
            catalog.GetProperty("conflicts").EnumerateArray().Select(Advice));
    }

    [Fact]
    public async Task Of_several_owners_the_one_that_sends_the_event_keeps_it()
    {
        Declare("a", Number, new { });
        _builds.With("b", "b", new
        {
            events = new[] { ServiceBuilds.Event(Type, Number) },
            producers = new[] { new { eventType = Type } },
        });

        JsonElement catalog = await _builds.CatalogAsync();

        Assert.EndsWith(
            "| a: Declare it with Role = EventRole.Mirror: of these only b sends it.",
            Advice(catalog.GetProperty("conflicts")[0]),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_describes_an_event_follows_who_sends_it()
    {
        Declare("a", Number, new { role = "mirror", key = "number" });
        _builds.Write("lms.json", $$$"""{"{{{Type}}}": {"elsewhere": {"event_key_field": "number", "enabled": true} } }""");

        JsonElement catalog = await _builds.CatalogAsync("--python", "lms=lms.json");

        Assert.EndsWith(
            "| a: Use the topic 'elsewhere' of lms, or agree with it on another one.",
            Advice(catalog.GetProperty("conflicts")[0]),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_contradiction_is_told_once()
    {
        Declare("a", Number, new { }, Number);
        Declare("b", Wide, new { role = "mirror" }, Wide);

        Assert.StartsWith("schema: Version 1 has different schemas.", Assert.Single(await ConflictsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_mirrors_an_older_version_is_no_conflict()
    {
        Declare("a", $"{Number}, {ServiceBuilds.Field("note", "\"string\"", ", \"default\": \"\"")}", new { }, Number);
        Declare("b", Number, new { role = "mirror" });

        Assert.Empty(await ConflictsAsync());
    }

    [Fact]
    public async Task An_option_makes_conflicts_an_exit_code()
    {
        Declare("a", Number, new { owner = "team-a" });
        Declare("b", Number, new { owner = "team-b" });

        Assert.Equal((0, 1), ((await _builds.RunAsync()).ExitCode, (await _builds.RunAsync("--exit-code")).ExitCode));
    }

    private void Declare(string service, string fields, object members, params string[] versions) =>
        _builds.With(service, service, new { events = new[] { ServiceBuilds.Event(Type, fields, members, versions) } });

    private static string Advice(JsonElement conflict) => string.Join(
        " | ",
        conflict.GetProperty("actions").EnumerateArray()
            .Select(action => $"{action.GetProperty("service")}: {action.GetProperty("text")}")
            .Prepend($"{conflict.GetProperty("kind")}: {conflict.GetProperty("impact")}"));

    private async Task<string[]> ConflictsAsync(params string[] options)
    {
        JsonElement catalog = await _builds.CatalogAsync(options);
        return catalog.TryGetProperty("conflicts", out JsonElement conflicts)
            ?
            [
                .. conflicts.EnumerateArray().Select(one =>
                {
                    string claims = string.Join(", ", one.GetProperty("claims").EnumerateArray()
                        .Select(claim => $"{claim.GetProperty("service")} {claim.GetProperty("value")}"));
                    return $"{one.GetProperty("kind")}: {one.GetProperty("text")} {claims}";
                }),
            ]
            : [];
    }
}
