namespace EventSchemas.Assemblies;

/// <summary>What events are checked against, and what is reported.</summary>
sealed record ContractCheckOptions
{
    /// <summary>As a build in CI checks, where the compiler has reported everything else.</summary>
    public static ContractCheckOptions OfBuild { get; } = new() { IsCI = true };

    /// <summary>Whether nothing passes that wasn't accepted.</summary>
    public bool IsCI { get; init; }

    /// <summary>Whether also what is no error is reported, and what matches nothing any more.</summary>
    public bool HasAdvice { get; init; }

    /// <summary>What the events are checked against.</summary>
    public ContractBaseline Baseline { get; init; } = ContractBaseline.Contracts;

    /// <summary>The contract files of <see cref="ContractBaseline.Commit"/>; otherwise null.</summary>
    public ContractFolder? Earlier { get; init; }
}

/// <summary>What events are checked against.</summary>
enum ContractBaseline
{
    /// <summary>The accepted contracts and the shipped versions.</summary>
    Contracts,

    /// <summary>The same, and the versions that a registry has.</summary>
    Registry,

    /// <summary>The shipped versions alone.</summary>
    Shipped,

    /// <summary>The accepted contracts and the shipped versions of a commit.</summary>
    Commit,
}
