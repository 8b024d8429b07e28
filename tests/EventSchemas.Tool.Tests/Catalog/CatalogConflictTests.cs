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
            ["topic: It is sent to different topics. a orders, lms elsewhere", "key: It is sent with different keys. a number, lms id"],
            await ConflictsAsync("--python", "lms=lms.json"));
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
