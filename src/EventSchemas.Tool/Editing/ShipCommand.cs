using System.CommandLine;
using EventSchemas.Assemblies;

namespace EventSchemas.Tool;

/// <summary><c>ship</c>: what was accepted becomes the next version of each event that has changed.</summary>
static class ShipCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var registry = new Option<string?>("--registry")
        {
            Description = "A schema registry whose versions that nobody shipped are shipped first. Default: the project's "
                + "EventSchemasRegistry.",
            HelpName = "url",
        };
        var contracts = new ContractArguments();
        var command = new Command("ship", "Make what was accepted the next version of each event that has changed.")
        {
            registry, CommonOptions.Timeout, CommonOptions.DryRun,
        };
        contracts.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            IReadOnlyList<ContractAssembly> assemblies =
                await ContractInputs.FindAsync(environment, contracts.Of(result), cancellationToken).ConfigureAwait(false);
            string? address = result.GetValue(registry);
            TimeSpan timeout = CommonOptions.TimeoutOf(result);
            var edit = new ContractEdit(
                environment, "ship", result.GetValue(CommonOptions.DryRun), yes: true, result.GetValue(CommonOptions.Json));
            return await edit.RunAsync(
                assemblies,
                question: null,
                (assembly, project, report) =>
                {
                    RegistrySource source = assembly.Registry with { Address = address ?? assembly.Registry.Address, Timeout = timeout };
                    try
                    {
                        new ContractShipping(project, candidate => source.VersionsOf(candidate, cancellationToken), report)
                            .Run(cancellationToken);
                    }
                    catch (RegistryUnavailableException e)
                    {
                        throw new ToolException(e.MessageFor("ship"), ExitCode.Unavailable);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
