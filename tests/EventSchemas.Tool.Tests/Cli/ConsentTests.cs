using System.CommandLine;

namespace EventSchemas.Tool.Tests;

/// <summary>No command changes something that others see, or that Git doesn't bring back, without a plan and somebody's consent.</summary>
public sealed class ConsentTests
{
    private static readonly string[] DryRun = ["--dry-run"];
    private static readonly string[] DryRunAndYes = ["--dry-run", "--yes"];

    // Each command, with what it has to have.
    private static readonly Dictionary<string, string[]> Expected = new(StringComparer.Ordinal)
    {
        // They write files of a project.
        ["init"] = DryRun,
        ["new event"] = DryRun,
        ["import"] = DryRun,
        ["ship"] = DryRun,

        // They agree to something, end something, or change what servers have.
        ["accept"] = DryRunAndYes,
        ["retire"] = DryRunAndYes,
        ["registry push"] = DryRunAndYes,
        ["registry pull"] = DryRunAndYes,
        ["registry levels"] = DryRunAndYes,
        ["topics apply"] = DryRunAndYes,
        ["produce"] = DryRunAndYes,
        ["groups reset"] = DryRunAndYes,
        ["dlq redrive"] = DryRunAndYes,
        ["dlq purge"] = DryRunAndYes,
        ["replay"] = DryRunAndYes,
        ["outbox retry"] = DryRunAndYes,
        ["outbox purge"] = DryRunAndYes,

        // They read; the catalogue also writes a folder of its own.
        ["check"] = [],
        ["diff"] = [],
        ["allowed"] = [],
        ["explain"] = [],
        ["registry status"] = [],
        ["registry diff"] = [],
        ["topics plan"] = [],
        ["catalog"] = [],
        ["catalog diff"] = [],
        ["doctor"] = [],
        ["tail"] = [],
        ["lag"] = [],
        ["dlq list"] = [],
        ["dlq show"] = [],
        ["outbox list"] = [],
        ["dev"] = [],
        ["completion"] = [],
    };

    [Fact]
    public void Each_command_that_changes_something_has_a_dry_run_and_asks_where_it_can_not_be_undone()
    {
        RootCommand root = EventSchemasTool.CreateRoot(ToolRun.Environment(TextWriter.Null, TextWriter.Null));

        Assert.Equal(
            Expected.Select(one => $"{one.Key}: {string.Join(' ', one.Value)}").Order(StringComparer.Ordinal),
            CommandTree.Runnable(root)
                .Select(one => $"{one.Path}: {string.Join(' ', ConsentOf(one.Command))}")
                .Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> ConsentOf(Command command) =>
        command.Options.Select(option => option.Name).Where(DryRunAndYes.Contains).Order(StringComparer.Ordinal);
}
