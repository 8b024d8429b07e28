using System.CommandLine;

namespace EventSchemas.Tool;

/// <summary><c>registry</c>: a schema registry beside the contract files.</summary>
static class RegistryCommand
{
    public static Command Create(ToolEnvironment environment) => new(
        "registry", "Compare a schema registry with the contract files, and bring either up to date.")
    {
        RegistryStatusCommand.Create(environment),
        RegistryDiffCommand.Create(environment),
        RegistryPushCommand.Create(environment),
        RegistryLevelsCommand.Create(environment),
        RegistryPullCommand.Create(environment),
    };
}
