using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>Says what is wrong with an event's contract in a build that writes nothing.</summary>
/// <param name="folder">The contract files.</param>
/// <param name="defaultCompatibility">The level of events that don't name one.</param>
/// <param name="check">Finds breaks.</param>
/// <param name="registry">What has been published; null where nobody asks.</param>
sealed class ContractChecker(ContractFolder folder, string defaultCompatibility, BreakCheck check, RegistryVersions? registry)
{
    /// <summary>What is wrong.</summary>
    /// <exception cref="AvroSchemaException">A schema is not one.</exception>
    /// <exception cref="RegistryException">The registry can't be asked.</exception>
    public IEnumerable<ContractProblem> Check(DeclaredContract declared)
    {
        AvroSchema schema = AvroSchema.Parse(declared.Schema);
        string path = folder.SchemaPath(declared.EventType);
        IReadOnlyList<ReleasedVersion> shipped = folder.Shipped(declared.EventType);
        ReleasedVersion[] unshipped = [.. (registry?.Of(declared) ?? []).Where(published => !shipped.Any(version => version.Schema.Equals(published.Schema)))];
        foreach (ReleasedVersion published in unshipped)
        {
            yield return new ContractProblem(RuleIds.NeverShipped, path, $"{published.Name} of {declared.EventType} has been published and never shipped: run dotnet build -t:ShipEventSchemas against the same registry, and commit what it writes.", IsError: false);
        }

        bool isBroken = false;
        foreach ((string rule, string message) in check.Find(declared, [.. shipped, .. unshipped]))
        {
            isBroken = true;
            yield return new ContractProblem(rule, path, message, IsError: true);
        }

        if (folder.Accepted(declared.EventType) is not { } accepted)
        {
            yield return new ContractProblem(RuleIds.ContractMissing, path, $"{declared.EventType} has no contract file: build once outside CI to have it written, and commit it.", IsError: true);
        }
        else if (!isBroken && !(accepted.Equals(schema) && folder.AcceptedTerms(declared.EventType) == declared.ToFile(schema, defaultCompatibility)))
        {
            yield return new ContractProblem(RuleIds.ContractOutOfDate, path, $"{declared.EventType} no longer matches its contract file: accept the change, and commit it.", IsError: true);
        }
    }
}
