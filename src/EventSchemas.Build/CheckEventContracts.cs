namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that checks a compiled assembly's events against their contract files, their shipped versions and, if it is given
/// to, against what a registry has.
/// </summary>
public sealed class CheckEventContracts() : RegistryContractTask("check")
{
    private protected override void Run(ContractProject project, CancellationToken cancellationToken) =>
        new ContractCheck(
            project,
            ContractCheckOptions.OfBuild,
            candidate => Source.VersionsOf(candidate, cancellationToken),
            Report).Run(cancellationToken);
}
