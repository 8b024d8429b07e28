using System.CommandLine;

namespace EventSchemas.Tool;

/// <summary>What the commands about contracts are told of the assemblies that they look at.</summary>
/// <param name="createsFolder">Whether the command creates the contract folder of assemblies where it isn't there.</param>
sealed class ContractArguments(bool createsFolder = false)
{
    /// <summary>The name of <see cref="Contracts"/>, for messages.</summary>
    public const string ContractsName = "--contracts";

    /// <summary>The name of <see cref="Level"/>, for messages.</summary>
    public const string LevelName = "--level";

    /// <summary>The projects, solutions, folders and assemblies.</summary>
    public Argument<string[]> Inputs { get; } = new("inputs")
    {
        Description = "Projects, solutions, folders or compiled assemblies. Default: the project or solution of the current folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The configuration that projects are compiled in.</summary>
    public Option<string> Configuration { get; } = new("--configuration", "-c")
    {
        Description = "The configuration that projects are compiled in.",
        DefaultValueFactory = _ => "Debug",
        HelpName = "name",
    };

    /// <summary>Projects aren't restored.</summary>
    public Option<bool> NoRestore { get; } = new("--no-restore") { Description = "Don't restore the packages of projects." };

    /// <summary>The contract folder of assemblies.</summary>
    public Option<string?> Contracts { get; } = new(ContractsName)
    {
        Description = "The folder of the contract files, for assemblies. Default: what its manifest says.",
        HelpName = "folder",
    };

    /// <summary>The default level of assemblies.</summary>
    public Option<string?> Level { get; } = new(LevelName)
    {
        Description = "The compatibility level of events that don't name one, for assemblies. Default: what the manifest beside each says.",
        HelpName = "level",
    };

    /// <summary>Adds all of it to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="hasInputs">Whether the inputs are arguments.</param>
    public void AddTo(Command command, bool hasInputs = true)
    {
        if (hasInputs)
        {
            command.Arguments.Add(Inputs);
        }

        foreach (Option option in new Option[] { Configuration, NoRestore, Contracts, Level })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What a command line says.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="inputs">The inputs, where they aren't arguments.</param>
    public ContractSelection Of(ParseResult result, IReadOnlyList<string>? inputs = null) => new(
        inputs ?? result.GetValue(Inputs) ?? [],
        result.GetValue(Configuration)!,
        result.GetValue(NoRestore),
        result.GetValue(Contracts),
        result.GetValue(Level),
        createsFolder);
}

/// <summary>The assemblies that a command line selects.</summary>
/// <param name="Inputs">Projects, solutions, folders and assemblies; none for the current folder.</param>
/// <param name="Configuration">The configuration that projects are compiled in.</param>
/// <param name="NoRestore">Whether projects aren't restored.</param>
/// <param name="Contracts">The contract folder of assemblies; null where none is named.</param>
/// <param name="Level">The level of assemblies' events that don't name one; null where none is named.</param>
/// <param name="CreatesFolder">Whether the contract folder need not be there.</param>
sealed record ContractSelection(
    IReadOnlyList<string> Inputs, string Configuration, bool NoRestore, string? Contracts, string? Level, bool CreatesFolder);
