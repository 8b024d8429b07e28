using EventSchemas.Avro;
using Microsoft.Build.Framework;

namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that compares the events of a project's target frameworks: a contract is one for all of them, whichever is built first.
/// </summary>
public sealed class CompareEventContracts : Microsoft.Build.Utilities.Task
{
    /// <summary>The compiled assemblies, each with its target framework as the metadata <c>Framework</c>.</summary>
    public ITaskItem[] Assemblies { get; set; } = [];

    /// <summary>The compatibility level of events that don't name one.</summary>
    public string Compatibility { get; set; } = "FULL_TRANSITIVE";

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (string difference in Differences())
        {
            Log.LogError(null, RuleIds.MemberIsConditional, null, null, 0, 0, 0, 0, difference);
        }

        return !Log.HasLoggedErrors;
    }

    // What is wrong with an assembly itself has been reported where its own contracts are checked.
    private IReadOnlyList<string> Differences()
    {
        try
        {
            return [.. FrameworkDifferences.Between([.. Assemblies.Select(Read)])];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or AvroSchemaException)
        {
            return [];
        }
    }

    private FrameworkEvents Read(ITaskItem assembly) => new(
        assembly.GetMetadata("Framework"),
        ContractMetadataReader.Read(assembly.ItemSpec)
            .GroupBy(contract => contract.EventType, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().ToCandidate(Compatibility), StringComparer.Ordinal));
}
