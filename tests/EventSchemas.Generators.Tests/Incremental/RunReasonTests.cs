using System.Collections;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Generators.Tests;

/// <summary>
/// The cost of each kind of edit: which outputs of which step are computed again, and which files are written again. An output that a
/// row does not name is cached.
/// </summary>
public sealed partial class RunReasonTests
{
    // Two events without a common record: an edit of one has no cost for the other.
    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["Opened.cs"] =
            """[OpenEdxEvent("org.acme.opened.v1", Topic = "a")] public sealed partial record Opened(Outer Outer, Person By);""",
        ["Outer.cs"] = "public sealed record Outer(Inner Inner);",
        ["Inner.cs"] = "public sealed record Inner(string Name, Mode Mode);",
        ["Mode.cs"] = "public enum Mode { Audit, Honor }",
        ["Person.cs"] = "public sealed partial record Person([PersonalData] string Email);",
        ["Closed.cs"] = """[OpenEdxEvent("org.acme.closed.v1")] public sealed partial record Closed(Reason Reason);""",
        ["Reason.cs"] = "public sealed record Reason(string Text);",
        ["Mail.cs"] = Handler("Mail", "Opened"),
        ["Unrelated.cs"] = "public class Unrelated { public int X; }",
    };

    private static readonly KeyValuePair<string, string> Placed =
        new("Placed.cs", """[AvroEvent("placed")] public sealed partial record Placed(Reason Reason);""");

    private static readonly string[] Steps =
    [
        StepNames.Attributes,
        StepNames.Declarations,
        StepNames.Schemas,
        StepNames.Records,
        StepNames.MaskedRecords,
        StepNames.Enums,
        StepNames.FileNames,
        StepNames.Handlers,
        StepNames.AllHandlers,
    ];

    private static readonly EditCost[] Edits =
    [
        new(
            "an unrelated file",
            run => run.Replace(("Unrelated.cs", "public class Unrelated { public long Y; }")),
            "Attributes: Opened Unchanged, Closed Unchanged"),
        new(
            "a comment in the file of an event",
            run => run.Replace(("Opened.cs", "// A comment.\n" + Files["Opened.cs"])),
            "Attributes: Opened Modified, Closed Unchanged",
            "Declarations: Opened Unchanged"),
        new(
            "a comment in the file of a nested record",
            run => run.Replace(("Inner.cs", "// A comment.\n" + Files["Inner.cs"])),
            "Attributes: Opened Unchanged, Closed Unchanged"),
        new(
            "a member is added to a record two files away",
            run => run.Replace(("Inner.cs", "public sealed record Inner(string Name, Mode Mode, int Size);")),
            "Attributes: Opened Modified, Closed Unchanged",
            "Declarations: Opened Modified",
            "Schemas: Opened Modified",
            "Records: Opened Modified, Outer Modified, Inner Modified, Person Unchanged, Closed Unchanged, Reason Unchanged",
            "written: InnerCodec.g.cs, Opened.g.cs, OpenedCodec.g.cs, OuterCodec.g.cs"),
        new(
            "a member is renamed",
            run => run.Replace(("Inner.cs", "public sealed record Inner(string Title, Mode Mode);")),
            "Attributes: Opened Modified, Closed Unchanged",
            "Declarations: Opened Modified",
            "Schemas: Opened Modified",
            "Records: Opened Modified, Outer Modified, Inner Modified, Person Unchanged, Closed Unchanged, Reason Unchanged",
            "written: InnerCodec.g.cs, Opened.g.cs, OpenedCodec.g.cs, OuterCodec.g.cs"),
        new(
            "the type of a member is changed",
            run => run.Replace(("Reason.cs", "public sealed record Reason(long Text);")),
            "Attributes: Opened Unchanged, Closed Modified",
            "Declarations: Closed Modified",
            "Schemas: Closed Modified",
            "Records: Opened Unchanged, Outer Unchanged, Inner Unchanged, Person Unchanged, Closed Modified, Reason Modified",
            "written: Closed.g.cs, ClosedCodec.g.cs, ReasonCodec.g.cs"),
        new(
            "a nested record moves to another file",
            run => run.Replace(("Inner.cs", ""), ("Unrelated.cs", Files["Unrelated.cs"] + Files["Inner.cs"])),
            "Attributes: Opened Unchanged, Closed Unchanged"),
        new(
            "a nested record moves to another namespace",
            run => run.Replace(
                ("Inner.cs", "namespace Moved; public sealed record Inner(string Name, Mode Mode);"),
                ("Outer.cs", "public sealed record Outer(Moved.Inner Inner);")),
            "Attributes: Opened Modified, Closed Unchanged",
            "Declarations: Opened Modified",
            "Schemas: Opened Modified",
            "Records: Opened Modified, Outer Modified, Moved.Inner Modified, Person Unchanged, Closed Unchanged, Reason Unchanged",
            "FileNames: all Modified",
            "written: Moved_InnerCodec.g.cs, Opened.g.cs, OpenedCodec.g.cs, OuterCodec.g.cs"),
        new(
            "the compatibility level of the folder is changed",
            run => run.Set("eventschemas_compatibility", "BACKWARD"),
            "Declarations: Opened Modified, Closed Modified",
            "Schemas: Opened Modified, Closed Modified",
            "written: Closed.g.cs, Opened.g.cs"),
        new(
            "a setting that is not about events is changed",
            run => run.Set("indent_size", "2"),
            "Declarations: Opened Unchanged, Closed Unchanged"),
        new(
            "the topic of an event is changed",
            run => run.Replace(("Opened.cs", Files["Opened.cs"].Replace("\"a\"", "\"b\"", StringComparison.Ordinal))),
            "Attributes: Opened Modified, Closed Unchanged",
            "Declarations: Opened Modified",
            "Schemas: Opened Modified",
            "written: Opened.g.cs"),
        new(
            "a symbol is added to an enum",
            run => run.Replace(("Mode.cs", "public enum Mode { Audit, Honor, Verified }")),
            "Attributes: Opened Modified, Closed Unchanged",
            "Declarations: Opened Modified",
            "Schemas: Opened Modified",
            "Records: Opened Modified, Outer Modified, Inner Modified, Person Unchanged, Closed Unchanged, Reason Unchanged",
            "Enums: Mode Modified",
            "written: InnerCodec.g.cs, ModeCodec.g.cs, Opened.g.cs, OpenedCodec.g.cs, OuterCodec.g.cs"),
        new(
            "a member of a masked record is added",
            run => run.Replace(("Person.cs", "public sealed partial record Person([PersonalData] string Email, int Age);")),
            "Attributes: Opened Modified, Closed Unchanged",
            "Declarations: Opened Modified",
            "Schemas: Opened Modified",
            "Records: Opened Modified, Outer Unchanged, Inner Unchanged, Person Modified, Closed Unchanged, Reason Unchanged",
            "MaskedRecords: Person Modified",
            "written: Opened.g.cs, OpenedCodec.g.cs, PersonCodec.PrintMembers.g.cs, PersonCodec.g.cs"),
        new(
            "a handler is added",
            run => run.Replace(("Unrelated.cs", Handler("Audit", "Closed"))),
            "Attributes: Opened Unchanged, Closed Unchanged",
            "Handlers: [Audit] New",
            "AllHandlers: [Audit Mail] Modified",
            "written: DiscoveredHandlers.g.cs"),
        new(
            "the body of a handler is changed",
            run => run.Replace(
                ("Mail.cs", Handler("Mail", "Opened").Replace(
                    "Task.CompletedTask", "Task.Delay(1, cancellationToken)", StringComparison.Ordinal))),
            "Attributes: Opened Unchanged, Closed Unchanged"),
        new(
            "an event is added",
            run => run.Replace(
                ("Unrelated.cs", """[OpenEdxEvent("org.acme.added.v1")] public sealed partial record Added(Reason Reason);""")),
            "Attributes: Opened Unchanged, Closed Unchanged, Added New",
            "Declarations: Added New",
            "Schemas: Added New",
            "Records: Opened Unchanged, Outer Unchanged, Inner Unchanged, Person Unchanged, Closed Unchanged, "
            + "Reason Unchanged, Added New",
            "FileNames: all Modified",
            "written: Added.g.cs, AddedCodec.g.cs"),
        new(
            "an event is removed",
            run => run.Replace(("Closed.cs", "public sealed record Closed(Reason Reason);")),
            "Attributes: Opened Unchanged, Closed Removed",
            "Declarations: Closed Removed",
            "Schemas: Closed Removed",
            "Records: Opened Unchanged, Outer Unchanged, Inner Unchanged, Person Unchanged, Closed Removed, Reason Removed",
            "FileNames: all Modified"),
        new(
            "an unrelated file, where there is an event of another kind",
            run => run.Replace(("Unrelated.cs", "public class Unrelated { public long Y; }")),
            "Attributes: Opened Unchanged, Closed Unchanged, Placed Unchanged") { Also = Placed },
        new(
            "a record that events of two kinds reach",
            run => run.Replace(("Reason.cs", "public sealed record Reason(long Text);")),
            "Attributes: Opened Unchanged, Closed Modified, Placed Modified",
            "Declarations: Closed Modified, Placed Modified",
            "Schemas: Closed Modified, Placed Modified",
            "Records: Opened Unchanged, Outer Unchanged, Inner Unchanged, Person Unchanged, Closed Modified, Reason Modified, "
            + "Placed Modified, Reason Modified",
            "written: Closed.g.cs, ClosedCodec.g.cs, Placed.g.cs, PlacedCodecAsWritten.g.cs, ReasonCodec.g.cs, "
            + "ReasonCodecAsWritten.g.cs") { Also = Placed },
        new(
            "the naming of the folder is changed",
            run => run.Set("eventschemas_naming", "snake_case"),
            "Declarations: Opened Unchanged, Closed Unchanged, Placed Modified",
            "Schemas: Placed Modified",
            "Records: Opened Unchanged, Outer Unchanged, Inner Unchanged, Person Unchanged, Closed Unchanged, Reason Unchanged, "
            + "Placed Modified, Reason Modified",
            "FileNames: all Modified",
            "written: Placed.g.cs, PlacedCodecSnakeCase.g.cs, ReasonCodecSnakeCase.g.cs") { Also = Placed },
    ];

    public static TheoryData<string> Names { get; } = new(Edits.Select(edit => edit.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void An_edit_costs(string name)
    {
        EditCost edit = Edits.Single(edit => edit.Name == name);
        GeneratorRun before = Create(edit.Also);
        Assert.Empty(before.Messages);

        GeneratorRun after = edit.Edit(before);

        string[] costs = [.. Costs(before, after)];
        Assert.True(costs.SequenceEqual(edit.Costs), $"Expected:\n{string.Join('\n', edit.Costs)}\nActual:\n{string.Join('\n', costs)}");
    }

    [Fact]
    public void Every_step_is_tracked_under_its_name() =>
        Assert.Equal(
            Steps.Order(StringComparer.Ordinal), Create().Result.TrackedSteps.Keys.Intersect(Steps).Order(StringComparer.Ordinal));

    private static GeneratorRun Create(KeyValuePair<string, string>? also = null)
    {
        IEnumerable<KeyValuePair<string, string>> files = also is { } one ? Files.Append(one) : Files;
        return GeneratorRun.Of(TestCompilation.Create("Events", files.Select(file => (file.Key, file.Value))));
    }

    // One line per step with its outputs that are not cached, and one with the files that are not the same objects as before.
    private static IEnumerable<string> Costs(GeneratorRun before, GeneratorRun after)
    {
        foreach (string step in Steps)
        {
            string[] outputs =
            [
                .. after.Result.TrackedSteps[step].SelectMany(run => run.Outputs)
                    .Where(output => output.Reason != IncrementalStepRunReason.Cached)
                    .Select(output => $"{NameOf(output.Value)} {output.Reason}"),
            ];
            if (outputs.Length > 0)
            {
                yield return $"{step}: {string.Join(", ", outputs)}";
            }
        }

        string[] written =
        [
            .. after.Result.GeneratedSources
                .Where(source => !before.Result.GeneratedSources.Any(old => ReferenceEquals(old.SourceText, source.SourceText)))
                .Select(source => source.HintName)
                .Order(StringComparer.Ordinal),
        ];
        if (written.Length > 0)
        {
            yield return $"written: {string.Join(", ", written)}";
        }
    }

    // Models are records that print the full name of their type; models of all types have no name.
    private static string NameOf(object value) => value is IEnumerable items
        ? $"[{string.Join(' ', items.Cast<object>().Select(NameOf))}]"
        : FullName().Match(value.ToString()!) is { Success: true } match ? match.Groups[1].Value : "all";

    [GeneratedRegex(@"FullName = global::([\w.]+)")]
    private static partial Regex FullName();

    private static string Handler(string name, string @event) => $$"""
        public sealed class {{name}} : IEventHandler<{{@event}}>
        {
            public Task HandleAsync({{@event}} value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """;

    private sealed record EditCost(string Name, Func<GeneratorRun, GeneratorRun> Edit, params string[] Costs)
    {
        /// <summary>A file beside the others.</summary>
        public KeyValuePair<string, string>? Also { get; init; }
    }
}
