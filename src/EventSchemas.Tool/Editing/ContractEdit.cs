using EventSchemas.Assemblies;
using EventSchemas.Contracts;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Runs an operation on contract files: first as a plan, then for good.</summary>
/// <param name="environment">The process.</param>
/// <param name="verb">What is done, for the plan: "accept".</param>
/// <param name="isDryRun">Whether it stays a plan.</param>
/// <param name="yes">Whether nobody is asked.</param>
/// <param name="isJson">Whether a machine reads the output.</param>
sealed class ContractEdit(ToolEnvironment environment, string verb, bool isDryRun, bool yes, bool isJson)
{
    /// <summary>Runs the operation.</summary>
    /// <param name="assemblies">The assemblies.</param>
    /// <param name="question">What a person is asked before anything is written; null where nobody needs to be.</param>
    /// <param name="run">The operation.</param>
    /// <param name="cancellationToken">Ends it before anything is written.</param>
    /// <returns>How the command ends.</returns>
    public async Task<int> RunAsync(
        IReadOnlyList<ContractAssembly> assemblies,
        string? question,
        Action<ContractAssembly, ContractProject, Action<Outcome>> run,
        CancellationToken cancellationToken)
    {
        var outcomes = new List<Outcome>();
        var store = new PlannedStore(DiskStore.Instance);
        foreach (ContractAssembly assembly in assemblies)
        {
            await ToolProgress.ShowAsync(environment, assembly.Name, _ => Task.Run(
                () =>
                {
                    run(assembly, assembly.Read(environment.Time, store), outcomes.Add);
                    return true;
                },
                cancellationToken)).ConfigureAwait(false);
        }

        IReadOnlyList<PlannedChange> changes = store.Changes;
        if (!isJson)
        {
            WritePlan(changes, outcomes);
        }

        bool isApplied = changes.Count > 0 && !isDryRun;
        if (isApplied)
        {
            if (question is not null)
            {
                await environment
                    .ConfirmAsync(question, yes, isJson ? JsonOf(changes, outcomes, isApplied: false) : null, cancellationToken)
                    .ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            store.Apply();
        }

        WriteResult(changes, outcomes, isApplied);
        return outcomes.Any(outcome => outcome.Severity == RuleSeverity.Error) ? ExitCode.Findings : ExitCode.Success;
    }

    private void WritePlan(IReadOnlyList<PlannedChange> changes, IReadOnlyList<Outcome> outcomes)
    {
        foreach (Outcome outcome in outcomes.Where(outcome => outcome.Severity == RuleSeverity.Error))
        {
            environment.Out.MarkupLineInterpolated($"[red]error[/] {Subject(outcome)}");
            WriteIndented(outcome.Message);
        }

        environment.WriteText(changes.Count == 0 ? $"There is nothing to {verb}." : $"Files to {verb}:");
        foreach (PlannedChange change in changes)
        {
            environment.WriteText($"  {WordOf(change.Action),-8} {Shown(change.Path)}");
        }
    }

    private void WriteResult(IReadOnlyList<PlannedChange> changes, IReadOnlyList<Outcome> outcomes, bool isApplied)
    {
        if (isJson)
        {
            environment.WriteJson(JsonOf(changes, outcomes, isApplied));
        }
        else if (changes.Count > 0)
        {
            environment.WriteText(isApplied ? "Done: commit these files." : "Nothing was changed: this was a dry run.");
        }
    }

    private object JsonOf(IReadOnlyList<PlannedChange> changes, IReadOnlyList<Outcome> outcomes, bool isApplied) => new
    {
        Applied = isApplied,
        Changes = changes.Select(change => new { change.Action, Path = Shown(change.Path) }),
        Problems = outcomes.Where(outcome => outcome.Severity == RuleSeverity.Error)
            .Select(outcome => new { outcome.Rule, outcome.EventType, outcome.Message }),
    };

    private void WriteIndented(string text)
    {
        foreach (string line in WrappedText.Lines(text, environment.Out.Profile.Width, indentation: 2))
        {
            environment.WriteText(line);
        }
    }

    private string Shown(string path) =>
        Path.GetRelativePath(environment.CurrentDirectory, path).Replace(Path.DirectorySeparatorChar, '/');

    private static string Subject(Outcome outcome) =>
        string.Join(' ', new[] { outcome.Rule, outcome.EventType }.Where(part => part is not null));

    private static string WordOf(FileAction action) => action switch
    {
        FileAction.Create => "create",
        FileAction.Replace => "replace",
        _ => "delete",
    };
}
