namespace EventSchemas.Assemblies;

/// <summary>The schema registry that says which versions have been published, as settings give it.</summary>
/// <param name="Address">For example <c>https://user:password@registry:8081</c>; empty where none is asked.</param>
/// <param name="TopicPrefix">The deployment's prefix of topics; empty where it has none.</param>
/// <param name="SubjectStrategy">How the subjects of <c>[AvroEvent]</c> are named; empty for <c>TopicName</c>.</param>
sealed record RegistrySource(string Address, string TopicPrefix, string SubjectStrategy)
{
    /// <summary>How long the registry may take for an answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>All versions of an event that the registry has, in the order of their registration; none where none is asked.</summary>
    /// <exception cref="RegistryException">What the registry says about the event can't be read.</exception>
    /// <exception cref="RegistryUnavailableException">The registry can't be asked about any event.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public IReadOnlyList<ContractVersion> VersionsOf(ContractCandidate candidate, CancellationToken cancellationToken)
    {
        if (Address.Length == 0)
        {
            return [];
        }

        string[] strategies = Enum.GetNames(typeof(SubjectNaming));
        int strategy = SubjectStrategy.Length == 0
            ? 0
            : Array.FindIndex(strategies, name => string.Equals(name, SubjectStrategy, StringComparison.OrdinalIgnoreCase));
        if (strategy < 0)
        {
            throw new RegistryUnavailableException(
                $"EventSchemasSubjectStrategy is '{SubjectStrategy}', but must be {string.Join(", ", strategies)}: write what the "
                + "service's SchemaRegistry:SubjectNameStrategy says.");
        }

        var subjects = new SubjectNames((SubjectNaming)strategy, TopicPrefix);
        return Uri.TryCreate(Address, UriKind.Absolute, out Uri? address) && address.Scheme is ("http" or "https")
            ? new RegistryVersions(address, subjects, Timeout, cancellationToken).Of(candidate)
            : throw new RegistryUnavailableException(
                "The registry that is set is not the address of a schema registry: write http://… or https://….");
    }
}
