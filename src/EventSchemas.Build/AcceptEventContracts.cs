namespace EventSchemas.Build;

/// <summary>The MSBuild task that writes the current contracts of records into their contract files, if that breaks nobody.</summary>
public sealed class AcceptEventContracts() : EventContractTask("accept")
{
    /// <summary>
    /// The event types, joined with <c>+</c>, whose breaks of what was never shipped, and changes of meaning, are accepted too.
    /// </summary>
    public string AcceptBreaks { get; set; } = "";

    /// <summary>Whether a solution is built, where <see cref="AcceptBreaks"/> may name another project's event.</summary>
    public bool IsSolutionBuild { get; set; }

    private protected override void Run(ContractProject project, CancellationToken cancellationToken) =>
        ContractAcceptance.Run(project, EventTypeList.Parse(AcceptBreaks), IsSolutionBuild, Report, cancellationToken);
}
