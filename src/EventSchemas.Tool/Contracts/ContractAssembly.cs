using EventSchemas.Assemblies;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>A compiled assembly whose events a command looks at, with what decides about their contracts.</summary>
/// <param name="Name">How it is called in messages: the project's name, or the assembly's file.</param>
/// <param name="Path">The assembly.</param>
/// <param name="ContractFolder">The folder of its contract files; it need not exist.</param>
/// <param name="Compatibility">The level of events that don't name one.</param>
/// <param name="Registry">The schema registry that the project names.</param>
sealed record ContractAssembly(string Name, string Path, string ContractFolder, string Compatibility, RegistrySource Registry)
{
    /// <summary>The project file; null where the assembly was named itself.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>The day on which justifications must hold; null for the current one.</summary>
    public DateTime? Today { get; init; }

    /// <summary>The event types of the project's property <c>EventSchemasAcceptBreaks</c>.</summary>
    public IReadOnlyList<string> AcceptedBreaks { get; init; } = [];

    /// <summary>Reads what the assembly says about its events.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="store">Where its contract files are.</param>
    /// <exception cref="ToolException">The assembly can't be read.</exception>
    public ContractProject Read(TimeProvider time, IContractStore store)
    {
        try
        {
            return new ContractProject(
                ContractMetadataReader.Read(Path),
                new ContractFolder(ContractFolder, store),
                Compatibility,
                Today ?? time.GetUtcNow().UtcDateTime.Date);
        }
        catch (BadImageFormatException e)
        {
            throw new ToolException($"{Path} can't be read as a .NET assembly: {e.Message}", ExitCode.Unavailable);
        }
    }
}
