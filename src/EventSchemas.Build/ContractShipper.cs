using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>Adds accepted contracts to the shipped versions.</summary>
/// <param name="folder">The contract files.</param>
/// <param name="defaultCompatibility">The level of events that don't name one.</param>
/// <param name="check">Finds breaks: the analyzers may be off.</param>
/// <param name="registry">What has been published; null where nobody asks.</param>
sealed class ContractShipper(ContractFolder folder, string defaultCompatibility, BreakCheck check, RegistryVersions? registry)
{
    /// <summary>Ships an event that is not what it was when it was shipped last; gives the files that were written.</summary>
    /// <exception cref="AvroSchemaException">A schema is not one.</exception>
    /// <exception cref="ContractConflictException">The record is not what its contract says, or breaks a version that has been shipped.</exception>
    /// <exception cref="RegistryException">The registry can't be asked.</exception>
    public IReadOnlyList<string> Ship(DeclaredContract declared)
    {
        AvroSchema schema = AvroSchema.Parse(declared.Schema);
        ContractFile contract = declared.ToFile(schema, defaultCompatibility);
        if (folder.AcceptedTerms(declared.EventType) != contract)
        {
            throw new ContractConflictException($"EventSchemas can't ship {declared.EventType}: its record is not what {folder.ContractPathOf(declared.EventType)} says. Accept the change first: dotnet build -t:AcceptEventSchemas, or the fix in the editor.");
        }

        var written = new List<string>(ShipPublished(declared, contract));
        IReadOnlyList<ReleasedVersion> versions = folder.Shipped(declared.EventType);
        if (versions.Count > 0 && IsTheSame(versions[versions.Count - 1], contract))
        {
            return written;
        }

        IReadOnlyList<(string Rule, string Message)> breaks = check.Find(declared, versions);
        if (breaks.Count > 0)
        {
            throw new ContractConflictException(
                $"EventSchemas can't ship {declared.EventType}: it breaks what has been shipped. {string.Join("; ", breaks.Select(item => $"{item.Rule}: {item.Message}"))} "
                + "Undo it, start a new version of the event, or say with [JustifiedBreak] why nobody breaks.");
        }

        written.AddRange(folder.Ship(declared.EventType, Next(versions), schema, contract));
        return written;
    }

    // What a registry holds has been published, whoever forgot to ship it.
    private IEnumerable<string> ShipPublished(DeclaredContract declared, ContractFile contract)
    {
        foreach (ReleasedVersion published in registry?.Of(declared) ?? [])
        {
            IReadOnlyList<ReleasedVersion> versions = folder.Shipped(declared.EventType);
            if (!versions.Any(version => version.Schema.Equals(published.Schema)))
            {
                foreach (string file in folder.Ship(declared.EventType, Next(versions), published.Schema, ContractFile.Of(declared.EventType, published.Schema, contract.Terms)))
                {
                    yield return file;
                }
            }
        }
    }

    private static int Next(IReadOnlyList<ReleasedVersion> versions) => versions.Count == 0 ? 1 : versions[versions.Count - 1].Number + 1;

    private static bool IsTheSame(ReleasedVersion version, ContractFile contract) =>
        version.Terms is { } terms ? terms == contract : ContractFile.HashOf(version.Schema) == contract.Sha256;
}
