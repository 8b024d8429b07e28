using System.CommandLine;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>The folder of contract files that a command reads for what they say about topics and schemas.</summary>
static class ContractsFolder
{
    private const string Default = "schemas";

    /// <summary>Names the folder.</summary>
    public static Option<string?> Option { get; } = new("--contracts")
    {
        Description = $"The folder of the contract files. Default: {Default}, where it is.",
        HelpName = "folder",
    };

    /// <summary>The folder; null where none is named and the default one doesn't exist.</summary>
    /// <exception cref="ToolException">The folder that is named doesn't exist.</exception>
    public static ContractFolder? Find(ToolEnvironment environment, ParseResult result)
    {
        string? named = result.GetValue(Option);
        string path = environment.PathOf(named ?? Default);
        return Directory.Exists(path) ? new ContractFolder(path) : named is null ? null : throw Missing(path);
    }

    /// <summary>The folder.</summary>
    /// <exception cref="ToolException">It doesn't exist.</exception>
    public static ContractFolder Demand(ToolEnvironment environment, ParseResult result) =>
        Find(environment, result) ?? throw Missing(environment.PathOf(Default));

    private static ToolException Missing(string path) => new(
        $"There is no folder {path}: give the folder of the contract files by {Option.Name}.", ExitCode.Unavailable);
}
