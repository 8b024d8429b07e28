using System.CommandLine;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary><c>registry status</c>: what a registry has of the events' subjects.</summary>
static class RegistryStatusCommand
{
    public static Command Create(ToolEnvironment environment) => RegistryRun.Command(
        "status",
        "Show the subjects of the events: their versions, which of ours each is, and what is missing.",
        environment,
        (run, result, _) => Task.FromResult(Show(environment, run.States, result.GetValue(CommonOptions.Json))));

    private static int Show(ToolEnvironment environment, IReadOnlyList<SubjectState> states, bool json)
    {
        if (json)
        {
            environment.WriteJson(states.Select(SubjectReport.Of));
            return ExitCode.Success;
        }

        environment.WriteEntries([.. states.Select(state => EntryOf(SubjectReport.Of(state), state.Differs))]);
        return ExitCode.Success;
    }

    private static ListEntry EntryOf(SubjectReport subject, bool differs) => new(
        differs ? "differs" : "same",
        differs ? "yellow" : "green",
        subject.Subject,
        [
            .. subject.Versions.Select(one => $"version {one.Version} (id {one.Id}): {one.Is}").DefaultIfEmpty("no version"),
            $"level {subject.Level}"
                + (subject.Level == subject.DeclaredLevel ? "" : $", another level than the declared {subject.DeclaredLevel}"),
            .. Notes(subject),
        ]);

    private static IEnumerable<string> Notes(SubjectReport subject) =>
    [
        .. subject.IsKey ? ["of the key"] : (string[])[],
        .. subject.IsMirror ? ["another team's"] : (string[])[],
        .. subject.Missing.Select(one => $"missing: {one}"),
        .. subject.OtherSubjects.Select(one => $"other naming: {one}"),
        .. subject.IsDeleted ? ["deleted, can be restored"] : (string[])[],
        .. subject.Mode == "READWRITE" ? [] : (string[])[$"mode {subject.Mode}"],
    ];
}

/// <summary>A subject as <c>status</c> and <c>diff</c> write it. Immutable.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="EventType">The event.</param>
sealed record SubjectReport(string Subject, string EventType)
{
    public required bool IsKey { get; init; }

    public required bool IsMirror { get; init; }

    public required string Mode { get; init; }

    public required string Level { get; init; }

    public required bool HasOwnLevel { get; init; }

    public required string DeclaredLevel { get; init; }

    public required bool IsDeleted { get; init; }

    public required IReadOnlyList<VersionReport> Versions { get; init; }

    public required IReadOnlyList<string> Missing { get; init; }

    public required IReadOnlyList<string> OtherSubjects { get; init; }

    public static SubjectReport Of(SubjectState state) => new(state.Declared.Name, state.Declared.Candidate.EventType)
    {
        IsKey = state.Declared.IsKey,
        IsMirror = state.Declared.Candidate.Terms.IsMirror,
        Mode = state.Mode,
        Level = state.Level?.ToRegistryName() ?? "unknown",
        HasOwnLevel = state.HasOwnLevel,
        DeclaredLevel = state.DeclaredLevel.ToRegistryName(),
        IsDeleted = state.IsDeleted,
        Versions = [.. state.Registered.Select(one => new VersionReport(one.Registered.Version, one.Registered.Id, one.Name))],
        Missing = [.. state.Missing.Select(state.Declared.NameOf)],
        OtherSubjects = state.OtherSubjects,
    };
}

/// <summary>A registered version. Immutable.</summary>
/// <param name="Version">Its number in the subject.</param>
/// <param name="Id">The schema's id.</param>
/// <param name="Is">Which of ours it is: <c>shipped 2</c>, <c>accepted</c>, <c>foreign</c> or <c>unreadable</c>.</param>
sealed record VersionReport(int Version, int Id, string Is);
