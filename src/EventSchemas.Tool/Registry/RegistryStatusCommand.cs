using System.CommandLine;
using EventSchemas.Avro;
using EventSchemas.Contracts;
using Spectre.Console;

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

        Table table = new Table().Border(TableBorder.Simple).AddColumns("Subject", "Versions", "Level", "Found");
        foreach (SubjectReport subject in states.Select(SubjectReport.Of))
        {
            table.AddRow(
                Markup.Escape(subject.Subject),
                string.Join("\n", subject.Versions.Select(one => $"{one.Version} (id {one.Id}): {one.Is}").DefaultIfEmpty("none")),
                subject.Level + (subject.Level == subject.DeclaredLevel ? "" : $"\n[dim]declared {subject.DeclaredLevel}[/]"),
                Markup.Escape(string.Join("\n", Notes(subject).DefaultIfEmpty("as declared"))));
        }

        environment.Out.Write(table);
        return ExitCode.Success;
    }

    private static IEnumerable<string> Notes(SubjectReport subject) =>
    [
        .. subject.IsKey ? ["of the key"] : (string[])[],
        .. subject.IsMirror ? ["another team's"] : (string[])[],
        .. subject.Missing.Select(one => $"missing: {one}"),
        .. subject.Versions.Where(one => one.Is is "foreign" or "unreadable").Select(one => $"version {one.Version} is {one.Is}"),
        .. subject.OtherSubjects.Select(one => $"other naming: {one}"),
        .. subject.IsDeleted ? ["deleted, can be restored"] : (string[])[],
        .. subject.Mode == "READWRITE" ? [] : (string[])[$"mode {subject.Mode}"],
        .. subject.Level == subject.DeclaredLevel ? [] : (string[])["another level"],
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
