namespace EventSchemas.Build;

/// <summary>A task that may ask a schema registry what has been published.</summary>
public abstract class RegistryContractTask : EventContractTask
{
    private protected RegistryContractTask(string deed)
        : base(deed)
    {
    }

    /// <summary>The registry's address, for example <c>https://user:password@registry:8081</c>; empty where nobody asks one.</summary>
    public string Registry { get; set; } = "";

    /// <summary>The deployment's prefix of topics; empty where it has none.</summary>
    public string TopicPrefix { get; set; } = "";

    private protected RegistryVersions? Published => Registry.Length == 0 ? null
        : Uri.TryCreate(Registry, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? new RegistryVersions(address, TopicPrefix)
        : throw new RegistryException($"'{Registry}' is no address of a schema registry: write http://… or https://….");
}
