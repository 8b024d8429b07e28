using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that writes the contract files that a compiled assembly's events lack: <c>&lt;event type&gt;.avsc</c> and
/// <c>&lt;event type&gt;.contract.json</c>. It never overwrites one, and says which are out of date: a build in CI would refuse them.
/// </summary>
public sealed class WriteEventContracts() : EventContractTask("write")
{
    private readonly List<string> _outOfDate = [];

    private protected override void Run(ContractCandidate candidate)
    {
        (IReadOnlyList<string> written, string? conflict) = WriteMissing(candidate);
        ReportWritten(
            written,
            "wrote",
            candidate.Level == CompatibilityLevel.None
                ? AllowsEveryEdit
                : " From now on edits of the event are checked against this contract.");
        if (conflict is not null)
        {
            Log.LogWarning(conflict);
        }
        else if (IsOutOfDate(candidate))
        {
            _outOfDate.Add(candidate.EventType);
        }
    }

    // A warning, because the terminal logger shows no message; the targets keep it from becoming an error.
    private protected override void Finish()
    {
        if (_outOfDate.Count == 0)
        {
            return;
        }

        Log.LogWarning(
            null, RuleIds.ContractOutOfDate, null, null, 0, 0, 0, 0,
            $"{OutOfDateText.Subject(_outOfDate)}, which is an error in CI. Nobody breaks, so accept the change: run dotnet format "
            + "analyzers --severity info --diagnostics EVS2002, or dotnet build -t:AcceptEventSchemas, and commit the files.");
    }

    // A file that can't be read is the analyzers' to report, and a change that breaks somebody too.
    private bool IsOutOfDate(ContractCandidate candidate)
    {
        try
        {
            return Folder.Accepted(candidate.EventType) is { } accepted
                && !(accepted.Schema.Equals(candidate.Schema) && accepted.Contract == candidate.ToContractFile())
                && VerdictOf(candidate, Folder.HistoryOf(candidate.EventType)).State == ContractState.OutOfDate;
        }
        catch (AvroSchemaException)
        {
            return false;
        }
    }
}
