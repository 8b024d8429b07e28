namespace EventSchemas.Build;

/// <summary>The MSBuild task that writes the contract files that a compiled assembly's events lack.</summary>
public sealed class WriteEventContracts() : EventContractTask("write")
{
    private protected override void Run(ContractProject project, CancellationToken cancellationToken) =>
        ContractWriting.Run(project, Report, cancellationToken);
}
