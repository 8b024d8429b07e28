namespace EventSchemas.Build;

/// <summary>The MSBuild task that adds what has been accepted to the shipped versions of each event that has changed.</summary>
public sealed class ShipEventContracts() : RegistryContractTask("ship")
{
    private protected override void Run(ContractProject project, CancellationToken cancellationToken) =>
        new ContractShipping(project, candidate => Source.VersionsOf(candidate, cancellationToken), Report).Run(cancellationToken);
}
