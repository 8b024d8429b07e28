namespace EventSchemas.Build;

/// <summary>The MSBuild task that puts what records say into their contract files, where that breaks nobody.</summary>
public sealed class AcceptEventContracts() : EventContractTask("accept")
{
    /// <summary>The event types, separated by semicolons, whose breaks of what was never shipped are accepted too.</summary>
    public string AcceptBreaks { get; set; } = "";

    private protected override IEnumerable<(string Path, string Message)> Do(DeclaredContract contract)
    {
        string[] mayBreak = [.. AcceptBreaks.Split([';', ','], StringSplitOptions.RemoveEmptyEntries).Select(name => name.Trim())];
        return [.. new ContractAcceptor(Files, Compatibility, Breaks, mayBreak).Accept(contract).Select(file => (file, $"EventSchemas accepted {file}: commit it."))];
    }
}
