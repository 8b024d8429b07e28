namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that writes the contract files that a compiled assembly's events lack: <c>&lt;event type&gt;.avsc</c> and
/// <c>&lt;event type&gt;.contract.json</c>.
/// </summary>
public sealed class WriteEventContracts() : EventContractTask("write")
{
    private protected override IEnumerable<(string Path, string Message)> Do(DeclaredContract contract) =>
        [.. new ContractWriter(Files, Compatibility).Write(contract).Select(file => (file, $"EventSchemas wrote {file}: commit it. From now on edits of the event are held against it."))];

    private protected override void OnConflict(ContractConflictException conflict) => Log.LogWarning(conflict.Message);
}
