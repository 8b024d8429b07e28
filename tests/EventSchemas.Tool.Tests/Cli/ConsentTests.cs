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
    public async Task A_question_that_nobody_answers_ends_with_the_command()
    {
        using var silence = new Silence();
        ToolEnvironment other = ToolRun.Environment(TextWriter.Null, TextWriter.Null);
        var environment = new ToolEnvironment
        {
            Out = other.Out,
            Error = other.Error,
            In = silence,
            IsInteractive = true,
            CurrentDirectory = other.CurrentDirectory,
            Variables = other.Variables,
        };
        using var cancellation = new CancellationTokenSource();

        Task asked = environment.ConfirmAsync("Send 1 event?", yes: false, plan: null, cancellation.Token);
        await silence.IsAsked.WaitAsync(TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

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

    /// <summary>A person who reads a question and says nothing, until the test is over.</summary>
    private sealed class Silence : TextReader
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _over = new();

        public Task IsAsked => _asked.Task;

        public override string? ReadLine()
        {
            _asked.SetResult();
            _over.Wait(CancellationToken.None);
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            _over.Set();
            base.Dispose(disposing);
        }
    }
}
