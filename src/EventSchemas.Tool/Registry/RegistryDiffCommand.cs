using System.CommandLine;
using EventSchemas.Avro;
using EventSchemas.Contracts;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary><c>registry diff</c>: in what a registry differs from the contract files. Differences are findings, for scripts.</summary>
static class RegistryDiffCommand
{
    public static Command Create(ToolEnvironment environment) => RegistryRun.Command(
        "diff",
        "Show in what the registry differs from the contract files; ends with 1 where it does.",
        environment,
        (run, result, _) => Task.FromResult(Show(environment, run.States, result.GetValue(CommonOptions.Json))));

    private static int Show(ToolEnvironment environment, IReadOnlyList<SubjectState> states, bool json)
    {
        SubjectDifference[] differences = [.. states.Where(state => state.Differs).Select(Of)];
        if (json)
        {
            environment.WriteJson(differences);
        }
        else
        {
            foreach (SubjectDifference difference in differences)
            {
                environment.Out.MarkupLineInterpolated($"[bold]{difference.Subject}[/]");
                foreach (string line in difference.Differences
                    .SelectMany(one => WrappedText.Lines(one, environment.Out.Profile.Width, indentation: 2)))
                {
                    environment.WriteText(line);
                }
            }

            if (differences.Length == 0)
            {
                environment.WriteText($"The registry has all {Counted.Of(states.Count, "subject")} as the contract files say.");
            }
        }

        return differences.Length > 0 ? ExitCode.Findings : ExitCode.Success;
    }

    private static SubjectDifference Of(SubjectState state) => new(state.Declared.Name, state.Declared.Candidate.EventType,
    [
        .. state.Missing.Select(version => $"The registry lacks {state.Declared.NameOf(version)}."),
        .. state.Registered.Where(version => version.Local is null).SelectMany(version => Foreign(state, version)),
        .. !state.HasOtherLevel
            ? (string[])[]
            :
            [
                $"Its level is {state.Level?.ToRegistryName() ?? "unknown"}, and the event promises "
                    + $"{state.DeclaredLevel.ToRegistryName()}.",
            ],
        .. state.OtherSubjects.Select(other => $"The registry has {other} too, of another naming strategy."),
        .. state.IsDeleted ? (string[])["It was deleted, and can be restored."] : [],
    ]);

    private static IEnumerable<string> Foreign(SubjectState state, ComparedVersion version)
    {
        string name = $"Version {version.Registered.Version} (id {version.Registered.Id})";
        if (version.Schema is null)
        {
            return [$"{name} can't be read as an Avro schema."];
        }

        ContractVersion? newest = state.Declared.Versions is [.., var last] ? last : null;
        return
        [
            $"{name} was never shipped from here.",
            .. newest is null
                ? []
                : AvroDifferences.Between(version.Schema, newest.Schema).Select(one => $"To {state.Declared.NameOf(newest)}: {one}"),
        ];
    }
}

/// <summary>In what a subject differs. Immutable.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="EventType">The event.</param>
/// <param name="Differences">The differences, in words.</param>
sealed record SubjectDifference(string Subject, string EventType, IReadOnlyList<string> Differences);
