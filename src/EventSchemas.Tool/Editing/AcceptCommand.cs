using System.CommandLine;
using EventSchemas.Assemblies;

namespace EventSchemas.Tool;

/// <summary><c>accept</c>: what records say becomes the contract of their events, where that breaks nobody.</summary>
static class AcceptCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var breaks = new Option<string[]>("--break")
        {
            Description = "An event whose breaks of what was never shipped, and changes of meaning, are accepted too.",
            HelpName = "event type",
            CompletionSources = { EventTypeCompletion.Find },
            DefaultValueFactory = _ => [],
        };
        var contracts = new ContractArguments(createsFolder: true);
        var command = new Command("accept", "Make what records say the contract of their events, where that breaks nobody.")
        {
            breaks, CommonOptions.DryRun, CommonOptions.Yes,
        };
        contracts.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            string[] accepted = result.GetValue(breaks)!;
            IReadOnlyList<ContractAssembly> assemblies =
                await ContractInputs.FindAsync(environment, contracts.Of(result), cancellationToken).ConfigureAwait(false);
            var edit = new ContractEdit(
                environment,
                "accept",
                result.GetValue(CommonOptions.DryRun),
                result.GetValue(CommonOptions.Yes),
                result.GetValue(CommonOptions.Json));
            KnownEvents.Check(environment, assemblies, accepted, areDeclared: true);
            return await edit.RunAsync(
                assemblies,
                accepted.Length == 0 ? null : $"Accept breaks of {string.Join(", ", accepted)}?",
                (_, project, report) => ContractAcceptance.Run(project, accepted, mayNameOthers: true, report, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
