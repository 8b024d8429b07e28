namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that adds what has been accepted to the shipped versions, <c>shipped/&lt;event type&gt;/&lt;n&gt;.avsc</c> and
/// <c>.contract.json</c>: for each event that is not what it was when it was shipped last, after what a registry holds and nobody shipped.
/// It never touches a version that is there.
/// </summary>
public sealed class ShipEventContracts() : RegistryContractTask("ship")
{
    private protected override IEnumerable<(string Path, string Message)> Do(DeclaredContract contract) =>
    [
        // A first contract has nothing that it could differ from.
        .. new ContractWriter(Files, Compatibility).Write(contract).Select(file => (file, $"EventSchemas wrote {file}: commit it.")),
        .. new ContractShipper(Files, Compatibility, Breaks, Published).Ship(contract).Select(file => (file, $"EventSchemas shipped {file}: commit it. From now on nobody may break it.")),
    ];
}
