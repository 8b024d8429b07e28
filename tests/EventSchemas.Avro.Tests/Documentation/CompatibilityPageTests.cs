using System.Text;

namespace EventSchemas.Avro.Tests;

public sealed class CompatibilityPageTests
{
    /// <summary>The environment variable that, set to 1, makes the test write the page first.</summary>
    private const string Rewrite = "EVENTSCHEMAS_REWRITE_DOCS";

    [Fact]
    public void The_page_agrees_with_the_rules()
    {
        string path = Path.Combine(RepositoryRoot.Path, "docs", "compatibility.md");
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(path, CompatibilityPage.Render());
        }

        Assert.True(
            CompatibilityPage.Render() == File.ReadAllText(path).ReplaceLineEndings("\n"),
            $"docs/compatibility.md is out of date: run this test with {Rewrite}=1 and commit the page.");
    }
}

/// <summary>Renders <c>docs/compatibility.md</c> from the edits and the rules. <see cref="AvroRulesTests"/> checks every edit.</summary>
static class CompatibilityPage
{
    // A backslash at the end of a line joins it with the next one.
    private static readonly string Head = """
        # What may I change?

        Other services read and write your event with older versions of its schema. A compatibility level says \
        which of them a new version must not break:

        | level | new readers of old data | old readers of new data | so deploy first |
        |---|---|---|---|
        | `NONE` | may fail | may fail | |
        | `BACKWARD` | of the latest version | may fail | the readers |
        | `FORWARD` | may fail | of the latest version | the writers |
        | `FULL` | of the latest version | of the latest version | either |
        | `…_TRANSITIVE` | the same, of every version | the same, of every version | the same |

        The default is `FULL_TRANSITIVE`: events stay on a topic for a long time, may be read again from the start, and services \
        are not deployed all at once. `<EventSchemasCompatibility>` sets the level of a project, \
        `Compatibility = CompatibilityLevel.Backward` in `[OpenEdxEvent]`, with `using EventSchemas.Avro;`, that of an event.

        ## What FULL_TRANSITIVE leaves you

        - Add and remove members that have a default. A nullable C# member has the default null.
        - Reorder members and symbols; add, change and remove defaults, docs, aliases and custom properties.
        - Add and remove symbols of an enum, if every version of it has a default symbol.
        - Turn `string` into `bytes` and back; move to another namespace; change a logical type. \
        Avro allows it, but see the last column: the meaning may change.

        Every other edit breaks a reader. Some only look harmless: `string` to `string?`, `int` to `long`, a rename \
        with an alias, a new branch of a union. The alternative is always the same: add an optional member beside the old one, \
        or start the next event type (`.v2`) and publish both for a while.

        ## Edit by edit

        ✓ is allowed; a rule's id says which rule forbids it. The transitive levels apply the same rules to every version. \
        The last column lists rules about changes of meaning, which Avro allows; they compare \
        with the latest version, under every level except `NONE`.

        """.Replace("\\\n", "", StringComparison.Ordinal);

    private const string EditsHead = """
        | edit | BACKWARD | FORWARD | FULL | meaning |
        |---|---|---|---|---|

        """;

    private static readonly string RedisHead = """
        ## On Redis

        An entry on a Redis stream names no schema. A Python service reads it with its own schema, value by value and without names, \
        whatever it was written with. So this table counts, and not the one above, for events that travel by Redis alone: \
        `<EventSchemasTransports>redis</EventSchemasTransports>` in a project, `eventschemas_transports = redis` in the `.editorconfig` \
        of a folder, or `Transports = EventTransports.Redis` in the attribute. For events that travel by both, both count.

        Names, defaults, aliases and documentation aren't in the data, so that a rename breaks nobody. Nearly everything else does. \
        A member that is appended behind everything else is ignored by services that don't know it, but a service that knows it can't read \
        what was written without it: its publishers come first. .NET services do better, as far as they have the \
        [older versions](redis.md#what-can-be-read): they read what was written before an edit, but what was written after it only \
        once they have it.

        A rule that isn't about Redis here is about a change of meaning, as above.

        | edit | BACKWARD | FORWARD | FULL |
        |---|---|---|---|

        """.Replace("\\\n", "", StringComparison.Ordinal);

    private const string RulesHead = """
        ## The rules

        | id | name | what it is for | levels | severity |
        |---|---|---|---|---|

        """;

    public static string Render()
    {
        var page = new StringBuilder(Head);
        foreach ((string group, Edit[] edits) in Edits.All)
        {
            page.Append("\n### ").Append(group).Append("\n\n").Append(EditsHead);
            foreach (Edit edit in edits)
            {
                page.Append(Row(
                    edit.Text,
                    Rules(edit, CompatibilityLevel.Backward),
                    Rules(edit, CompatibilityLevel.Forward),
                    Rules(edit, CompatibilityLevel.Full),
                    edit.Meaning.Replace(" ", ", ", StringComparison.Ordinal)));
            }
        }

        page.Append('\n').Append(RedisHead);
        foreach (Edit edit in Edits.All.SelectMany(group => group.Edits))
        {
            page.Append(Row(
                edit.Text,
                RulesOnRedis(edit, CompatibilityLevel.Backward),
                RulesOnRedis(edit, CompatibilityLevel.Forward),
                RulesOnRedis(edit, CompatibilityLevel.Full)));
        }

        page.Append('\n').Append(RulesHead);
        foreach (AvroRule rule in AvroRules.All)
        {
            page.Append(Row(
                Link(rule.Id),
                $"`{rule.Name}`",
                rule.Purpose,
                Levels(rule),
                rule.Severity.ToString().ToLowerInvariant()));
        }

        return page
            .Append("\nA test writes this page (`CompatibilityPageTests`), and others run each of its edits under every level.\n")
            .ToString();
    }

    private static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |\n";

    private static string Rules(Edit edit, CompatibilityLevel level) =>
        edit.Expected(level) is { Length: > 0 } rules ? string.Join(", ", rules.Distinct().Select(Link)) : "✓";

    private static string RulesOnRedis(Edit edit, CompatibilityLevel level) =>
        edit.ExpectedOnRedis(level) is { Length: > 0 } rules ? string.Join(", ", rules.Distinct().Select(Link)) : "✓";

    private static string Link(string id) => $"[{id}](rules/{id}.md)";

    private static string Levels(AvroRule rule) =>
        rule.Levels.Contains(CompatibilityLevel.Backward) && rule.Levels.Contains(CompatibilityLevel.Forward) ? "all but NONE"
        : rule.Levels.Contains(CompatibilityLevel.Backward) ? "BACKWARD, FULL, and transitive"
        : "FORWARD, FULL, and transitive";
}
