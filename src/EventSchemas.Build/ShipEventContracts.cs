namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that adds what has been accepted to the shipped versions, <c>shipped/&lt;event type&gt;/&lt;n&gt;.avsc</c> and
/// <c>.contract.json</c>: for each event that is not what it was when it was shipped last. It never touches a version that is there.
/// </summary>
public sealed class ShipEventContracts() : EventContractTask("ship")
{
    private protected override IEnumerable<(string Path, string Message)> Do(DeclaredContract contract)
    {
        try
        {
            return [.. new ContractShipper(ContractFolder, Compatibility).Ship(contract)
                .Select(file => (file, $"EventSchemas shipped {file}: commit it. From now on nobody may break it."))];
        }
        catch (ContractConflictException e)
        {
            Log.LogError(e.Message);
            return [];
        }
    }
}
