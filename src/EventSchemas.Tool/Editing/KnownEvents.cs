using EventSchemas.Assemblies;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Event types that a command line names.</summary>
static class KnownEvents
{
    private const int MaxNamed = 10;

    /// <summary>Refuses a name that no assembly knows, with the one that was probably meant.</summary>
    /// <param name="environment">The process.</param>
    /// <param name="assemblies">The assemblies.</param>
    /// <param name="names">The names.</param>
    /// <param name="areDeclared">Whether a record must declare them; otherwise contract files are enough.</param>
    /// <exception cref="ToolException">A name is unknown.</exception>
    public static void Check(
        ToolEnvironment environment, IReadOnlyList<ContractAssembly> assemblies, IReadOnlyList<string> names, bool areDeclared)
    {
        if (names.Count == 0)
        {
            return;
        }

        ContractProject[] projects = [.. assemblies.Select(assembly => assembly.Read(environment.Time, DiskStore.Instance))];
        string[] known =
        [
            .. projects.SelectMany(project => project.Contracts.Select(contract => contract.EventType)
                .Union(areDeclared ? [] : project.Folder.EventTypes)),
        ];
        foreach (string name in names.Except(known))
        {
            throw new ToolException(
                known.Length == 0
                    ? $"There is no event '{name}': {string.Join(", ", assemblies.Select(assembly => assembly.Name))} has none."
                    : $"There is no event '{name}'. {Advice(name, known)}",
                ExitCode.Usage);
        }
    }

    private static string Advice(string name, string[] known) => NearestText.Meant(name, known) is { } meant
        ? $"Did you mean {meant}?"
        : $"There are: {string.Join(", ", known.Order(StringComparer.Ordinal).Take(MaxNamed))}"
            + (known.Length > MaxNamed ? $" and {known.Length - MaxNamed} more." : ".");
}
