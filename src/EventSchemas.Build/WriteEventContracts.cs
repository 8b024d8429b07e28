namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that writes the contract files that a compiled assembly's events lack: <c>&lt;event type&gt;.avsc</c> and
/// <c>&lt;event type&gt;.contract.json</c>. It never overwrites one.
/// </summary>
public sealed class WriteEventContracts() : EventContractTask("write")
{
    private protected override void Run(ContractCandidate candidate)
    {
        (IReadOnlyList<string> written, string? conflict) = WriteMissing(candidate);
        ReportWritten(written, "EventSchemas wrote {0}: commit it. From now on edits of the event are checked against it.");
        if (conflict is not null)
        {
            Log.LogWarning(conflict);
        }
    }
}
