namespace EventSchemas.Tool;

/// <summary>What the command line says about the bus. Immutable.</summary>
sealed record ConnectionSettings
{
    /// <summary>The section of the configuration that has the bus.</summary>
    public required string Section { get; init; }

    /// <summary>The configuration files; none for those of the current folder.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The environment that chooses <c>appsettings.{environment}.json</c>; null for that of the process.</summary>
    public string? Environment { get; init; }

    /// <summary>The name of the transport; null for the only one that is configured.</summary>
    public string? Transport { get; init; }

    /// <summary>How long a server may take to answer.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The settings that options of the command line override, by their key in the section.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();
}
