using System.CommandLine;
using EventSchemas.Assemblies;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary><c>allowed</c>: what may still be changed about an event.</summary>
static class AllowedCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var eventType = new Argument<string>("event")
        {
            Description = "The event type.",
            HelpName = "event type",
            CompletionSources = { EventTypeCompletion.Find },
        };
        Option<string[]> projects = ProjectOption.Create();
        var contracts = new ContractArguments();
        var command = new Command("allowed", "Say what may still be changed about an event, tried against its versions.")
        {
            eventType, projects,
        };
        contracts.AddTo(command, hasInputs: false);
        command.SetAction(async (result, cancellationToken) =>
        {
            string name = result.GetValue(eventType)!;
            IReadOnlyList<ContractAssembly> assemblies = await ContractInputs
                .FindAsync(environment, contracts.Of(result, result.GetValue(projects)), cancellationToken).ConfigureAwait(false);
            KnownEvents.Check(environment, assemblies, [name], areDeclared: true);
            AllowedEdits edits = EditsOf(environment, assemblies, name);
            if (result.GetValue(CommonOptions.Json))
            {
                environment.WriteJson(edits);
            }
            else
            {
                Write(environment, edits);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static AllowedEdits EditsOf(ToolEnvironment environment, IReadOnlyList<ContractAssembly> assemblies, string eventType)
    {
        AllowedEdits? edits = null;
        var problems = new List<Outcome>();
        foreach (ContractProject project in assemblies.Select(assembly => assembly.Read(environment.Time, DiskStore.Instance)))
        {
            ContractProject one = project with { Contracts = [.. project.Contracts.Where(contract => contract.EventType == eventType)] };
            one.ForEachEvent(
                "judge edits of",
                candidate => edits = AllowedEdits.Of(candidate, project.Folder.HistoryOf(eventType), project.Today),
                problems.Add,
                CancellationToken.None);
        }

        return edits ?? throw new ToolException(problems[0].Message, ExitCode.Unavailable);
    }

    private static void Write(ToolEnvironment environment, AllowedEdits edits)
    {
        string versions = edits.Versions.Count == 0 ? "never shipped" : $"shipped as version {string.Join(", ", edits.Versions)}";
        environment.WriteText($"{edits.EventType}: {edits.Level}, {edits.Transports}, {versions}");
        environment.WriteEntries([.. edits.Edits.Select(EntryOf)]);
    }

    private static ListEntry EntryOf(JudgedEdit edit)
    {
        (string word, string colour) = WordOf(edit.Verdict);
        return new ListEntry(
            word,
            colour,
            $"{(edit.Path.Length == 0 ? "the event" : edit.Path)}: {edit.Edit}",
            edit.Why.Length == 0 ? [] : [edit.Rules.Count == 0 ? edit.Why : $"{string.Join(", ", edit.Rules)}: {edit.Why}"]);
    }

    private static (string Word, string Colour) WordOf(EditVerdict verdict) => verdict switch
    {
        EditVerdict.Yes => ("yes", "green"),
        EditVerdict.ChangesMeaning => ("changes meaning", "yellow"),
        EditVerdict.OnRequest => ("on request", "yellow"),
        _ => ("no", "red"),
    };
}
