namespace EventSchemas.Contracts;

/// <summary>The rules about contract files and settings (EVS2xxx).</summary>
static class ContractFileRules
{
    private const string Category = "EventSchemas.Contract";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new(
            RuleIds.ContractMissing, Category, RuleSeverity.Info, "Event has no contract file",
            "'{0}' has no contract file: build once outside CI, or run dotnet build -t:AcceptEventSchemas where errors stop the build, and "
            + "commit {1}",
            "Later edits are checked against the contract file, so an event without one is unprotected. In CI this is an error."),
        new(
            RuleIds.ContractOutOfDate, Category, RuleSeverity.Info, "Record no longer matches its contract file",
            "{0} ({1}); {2}: use the fix, or run dotnet format analyzers --severity info --diagnostics EVS2002",
            "The contract file is what reviewers see of a change, and what the next change is checked against. In CI this is an error."),
        new(
            RuleIds.ContractUnreadable, Category, RuleSeverity.Error, "Contract file can't be read",
            "The contract file can't be read, so the event is unprotected: {0}; restore the file from version control, or, where it was "
            + "never shipped, delete it and build",
            "Restore the file from version control, or delete it and build to have it written anew."),
        new(
            RuleIds.ContractOrphaned, Category, RuleSeverity.Warning, "Contract file has no event",
            "No record of this project declares '{0}' any more: put the record back, or, once no service reads or writes the event, delete "
            + "its contract files and shipped versions",
            "An event that goes, or gets another event type, is gone for every service that reads it."),
        new(
            RuleIds.ShippedVersionEdited, Category, RuleSeverity.Error, "Shipped version was edited",
            "Version {0} of '{1}' is not what was shipped: {2}, so restore the files from version control",
            "Shipped versions are what other services read and write; edits are checked against them, so they must stay what they were."),
        new(
            RuleIds.NeverShipped, Category, RuleSeverity.Info, "Event has never been shipped",
            "No version of '{0}' has been shipped, so its breaks are only warnings: once services read or write it, run dotnet build "
            + "-t:ShipEventSchemas",
            "What has been released must not be broken; what is only accepted may be. Without a shipped version nobody can tell the "
            + "two apart."),
        new(
            RuleIds.ContractDuplicate, Category, RuleSeverity.Error, "Event has two contract files",
            "'{0}' has its contract in {1} already: edits are checked against that file, so delete {2}",
            "Two files for one event would let an edit be checked against the wrong one."),
        new(
            RuleIds.SettingInvalid, Category, RuleSeverity.Error, "Setting has an invalid value",
            "{0} is '{1}', but must be {2}; until then its default is used",
            "A misspelled setting would otherwise be ignored, and the default would be used unnoticed."),
        new(
            RuleIds.EventMissing, Category, RuleSeverity.Error, "Shipped event is missing",
            "The event '{0}' was shipped, but {1}; to end it for good, run {2}",
            "An event that goes, or gets another event type, is gone for every service that reads it."),
        new(
            RuleIds.EventRetired, Category, RuleSeverity.Error, "Event is retired",
            "'{0}' was retired on {1} ({2}): give the event another event type, or delete {3} to bring the event back as it was",
            "Services that knew a retired event would read another one under its name."),
        new(
            RuleIds.MemberIsConditional, Category, RuleSeverity.Error, "Member is compiled conditionally",
            "{0} is declared under {1}: a contract is the same for every build, so declare it without a condition, or take it out of '{2}'",
            "A project that is built several times, for several target frameworks or with other constants, has one contract. With a "
            + "member under a condition, it would be that of whichever build comes first."),
    ];
}
