using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Which events have personal data, and whether it goes where nothing hides it.</summary>
static class PersonalDataCheck
{
    private const string Name = "personal-data";

    public static Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        KnownContract[] events = [.. context.Request.Build.Contracts.Where(one => !one.IsRetired)];
        if (events.Length == 0)
        {
            throw new PreconditionException($"No event is known: name contracts by {KnownBuild.OptionNames}.");
        }

        CheckResult[] results =
        [
            .. events.Where(one => !one.SaysPersonalData).Select(Unknown),
            .. events.Where(one => one.PersonalData.Count > 0).Select(Judge),
        ];
        return Task.FromResult<IReadOnlyList<CheckResult>>(
            results.Length > 0 ? results : [new CheckResult(Name, CheckState.Ok, "No event marks personal data.")]);
    }

    private static CheckResult Unknown(KnownContract contract) => new(
        Name, CheckState.Warning, $"{contract.Versions[0].Path} has no {ContractPath.ContractExtension} beside it, so nobody knows it.")
    {
        Subject = contract.EventType,
        Advice = "Restore the file from version control, or build the project to have it written.",
    };

    /// <summary>Judges an event that has some.</summary>
    public static CheckResult Judge(KnownContract contract) => contract.HasPersonalKey
        ? new CheckResult(
            Name,
            CheckState.Warning,
            $"Its key {contract.Key} is personal data: keys show in logs and in tools of the broker, which know nothing of it.")
        {
            Subject = contract.EventType,
            Advice = "Use a key that doesn't name a person, for example an id.",
        }
        : new CheckResult(Name, CheckState.Ok, $"{string.Join(", ", contract.PersonalData)}: this tool shows it as ***.")
        {
            Subject = contract.EventType,
        };
}
