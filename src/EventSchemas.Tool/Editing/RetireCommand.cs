using System.CommandLine;
using EventSchemas.Assemblies;

namespace EventSchemas.Tool;

/// <summary><c>retire</c>: events that no record declares any more end for good, with a reason.</summary>
static class RetireCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var events = new Argument<string[]>("events")
        {
            Description = "The event types.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "event type",
            CompletionSources = { EventTypeCompletion.Find },
        };
        var reason = new Option<string>("--reason") { Description = "Why nobody needs the events any more.", Required = true };
        Option<string[]> projects = ProjectOption.Create();
        var contracts = new ContractArguments();
        var command = new Command("retire", "End events for good: their shipped versions stay, and their event types can't be used again.")
        {
            events, reason, projects, CommonOptions.DryRun, CommonOptions.Yes,
        };
        contracts.AddTo(command, hasInputs: false);
        command.SetAction(async (result, cancellationToken) =>
        {
            string[] names = result.GetValue(events)!;
            string why = result.GetValue(reason)!;
            if (string.IsNullOrWhiteSpace(why))
            {
                throw new ToolException("--reason is empty: say why nobody needs the events any more.", ExitCode.Usage);
            }

            IReadOnlyList<ContractAssembly> assemblies = await ContractInputs
                .FindAsync(environment, contracts.Of(result, result.GetValue(projects)), cancellationToken).ConfigureAwait(false);
            var edit = new ContractEdit(
                environment,
                "retire",
                result.GetValue(CommonOptions.DryRun),
                result.GetValue(CommonOptions.Yes),
                result.GetValue(CommonOptions.Json));
            KnownEvents.Check(environment, assemblies, names, areDeclared: false);
            return await edit.RunAsync(
                assemblies,
                $"Retire {string.Join(", ", names)} for good?",
                (_, project, report) => ContractRetirement.Run(project, names, why, mayNameOthers: true, report),
                cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
