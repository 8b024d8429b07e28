namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that holds a compiled assembly's events against their contract files, shipped versions and, where it is asked to, against what a
/// registry holds. It writes nothing: it is for CI, where analyzers may have been switched off.
/// </summary>
public sealed class CheckEventContracts() : RegistryContractTask("check")
{
    private protected override IEnumerable<(string Path, string Message)> Do(DeclaredContract contract)
    {
        foreach (ContractProblem problem in new ContractChecker(Files, Compatibility, Breaks, Published).Check(contract))
        {
            if (problem.IsError)
            {
                Log.LogError(null, problem.Rule, null, problem.File, 0, 0, 0, 0, problem.Message);
            }
            else
            {
                Log.LogWarning(null, problem.Rule, null, problem.File, 0, 0, 0, 0, problem.Message);
            }
        }

        return [];
    }
}
