using System.CommandLine;
using System.CommandLine.Completions;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Completes event types: those of the contract files and manifests of the current folder.</summary>
static class EventTypeCompletion
{
    /// <summary>The event types, as a source of completions.</summary>
    public static IEnumerable<CompletionItem> Find(CompletionContext context)
    {
        if (context.ParseResult.RootCommandResult.Command is not ToolCommand { Environment: var environment })
        {
            return [];
        }

        try
        {
            return
            [
                .. KnownBuild.DefaultFolders(environment).SelectMany(folder => new ContractFolder(folder).EventTypes)
                    .Concat(BuiltManifest.In(environment.CurrentDirectory)
                        .SelectMany(build => build.Manifest.Events.Select(one => one.EventType)))
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(eventType => new CompletionItem(eventType)),
            ];
        }
        catch (Exception e) when (e is ToolException or IOException or UnauthorizedAccessException)
        {
            // The command itself says what is wrong with a file.
            return [];
        }
    }
}

/// <summary>All commands.</summary>
/// <param name="environment">What they see of the process.</param>
/// <param name="description">What they are for.</param>
sealed class ToolCommand(ToolEnvironment environment, string description) : RootCommand(description)
{
    /// <summary>What they see of the process.</summary>
    public ToolEnvironment Environment => environment;
}
