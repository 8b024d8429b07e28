using EventSchemas.Avro;

namespace EventSchemas.Assemblies;

/// <summary>
/// Writes the contract files that events lack: <c>&lt;event type&gt;.avsc</c> and <c>&lt;event type&gt;.contract.json</c>. It never
/// overwrites one, and says which are out of date: a build in CI would refuse them.
/// </summary>
static class ContractWriting
{
    private const string Verb = "write";

    /// <summary>Writes what is missing.</summary>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static void Run(ContractProject project, Action<Outcome> report, CancellationToken cancellationToken)
    {
        var outOfDate = new List<string>();
        project.ForEachEvent(Verb, candidate => Write(project, candidate, outOfDate, report), report, cancellationToken);
        if (outOfDate.Count > 0)
        {
            report(new Outcome(
                RuleSeverity.Warning,
                $"{OutOfDateText.Subject(outOfDate)}, which is an error in CI. Nobody breaks, so accept the change: run dotnet format "
                + "analyzers --severity info --diagnostics EVS2002, or dotnet build -t:AcceptEventSchemas, and commit the files.")
            {
                Rule = RuleIds.ContractOutOfDate,
            });
        }
    }

    /// <summary>Writes the missing contract files of an event; gives what it wrote, or why it can't.</summary>
    /// <exception cref="AvroSchemaException">A schema is malformed.</exception>
    public static (IReadOnlyList<string> Written, string? Conflict) WriteMissing(ContractProject project, ContractCandidate candidate)
    {
        ContractFolder folder = project.Folder;
        string eventType = candidate.EventType;
        if (folder.RetirementOf(eventType) is { } retirement)
        {
            return ([], project.RetiredMessage(retirement));
        }

        bool hasSchema = folder.HasSchema(eventType);
        bool hasContract = folder.HasContractFile(eventType);
        if (hasSchema && hasContract)
        {
            return ([], null);
        }

        ContractFile contract = candidate.ToContractFile();
        if (hasSchema && !folder.Accepted(eventType)!.Schema.Equals(candidate.Schema))
        {
            return ([], $"{folder.SchemaPath(eventType)} has no {ContractPath.ContractExtension} beside it, and it is not the schema that "
                + "the record has now: accept the change in the editor or with dotnet build -t:AcceptEventSchemas, or delete it to start "
                + "anew.");
        }

        if (hasContract && folder.AcceptedContract(eventType)?.Sha256 != contract.Sha256)
        {
            return ([], $"{folder.ContractFilePath(eventType)} has no {ContractPath.SchemaExtension} beside it, and it was written for "
                + $"another schema than the record has now: restore the {ContractPath.SchemaExtension}, or delete it to start anew.");
        }

        // With nothing to compare with, the first build after a deletion would accept what was never accepted.
        if (!hasSchema && !hasContract && project.VerdictOf(candidate, folder.HistoryOf(eventType)).Findings is { Count: > 0 } findings)
        {
            return ([], $"{folder.SchemaPath(eventType)} is missing, and the record differs from what was shipped. "
                + $"{VerdictMessage.Listed(findings)} Restore the file from version control, or undo the edit.");
        }

        return (folder.WriteMissing(candidate.Schema, contract), null);
    }

    private static void Write(
        ContractProject project, ContractCandidate candidate, List<string> outOfDate, Action<Outcome> report)
    {
        (IReadOnlyList<string> written, string? conflict) = WriteMissing(project, candidate);
        string consequence = candidate.Level == CompatibilityLevel.None
            ? ContractProject.AllowsEveryEdit
            : " From now on edits of the event are checked against this contract.";
        report.Written(candidate.EventType, written, "wrote", consequence);
        if (conflict is not null)
        {
            report(new Outcome(RuleSeverity.Warning, conflict) { EventType = candidate.EventType });
        }
        else if (IsOutOfDate(project, candidate))
        {
            outOfDate.Add(candidate.EventType);
        }
    }

    // A file that can't be read is the analyzers' to report, and a change that breaks somebody too.
    private static bool IsOutOfDate(ContractProject project, ContractCandidate candidate)
    {
        try
        {
            return project.Folder.Accepted(candidate.EventType) is { } accepted
                && !(accepted.Schema.Equals(candidate.Schema) && accepted.Contract == candidate.ToContractFile())
                && project.VerdictOf(candidate, project.Folder.HistoryOf(candidate.EventType)).State == ContractState.OutOfDate;
        }
        catch (AvroSchemaException)
        {
            return false;
        }
    }
}
