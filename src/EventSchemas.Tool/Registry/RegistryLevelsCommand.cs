using System.CommandLine;
using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary><c>registry levels</c>: gives subjects the levels that their events promise.</summary>
static class RegistryLevelsCommand
{
    public static Command Create(ToolEnvironment environment) => RegistryRun.Command(
        "levels",
        "Give each subject the compatibility level that its event promises.",
        environment,
        (run, result, cancellationToken) => RunAsync(environment, run, result, cancellationToken),
        CommonOptions.DryRun,
        CommonOptions.Yes);

    private static async Task<int> RunAsync(
        ToolEnvironment environment, RegistryRun run, ParseResult result, CancellationToken cancellationToken)
    {
        var plan = LevelPlan.Of(run.States);
        bool json = result.GetValue(CommonOptions.Json);
        bool isApplied = !result.GetValue(CommonOptions.DryRun) && plan.Steps.Count > 0;
        if (!json)
        {
            Show(environment, plan);
        }

        if (isApplied)
        {
            await environment.ConfirmAsync(
                $"Set {Counted.Of(plan.Steps.Count, "level")} at {run.Registry.Address}?",
                result.GetValue(CommonOptions.Yes),
                json ? new LevelReport(IsApplied: false, plan.Steps) : null,
                cancellationToken).ConfigureAwait(false);
            foreach (LevelStep step in plan.Steps)
            {
                await run.Registry.SetLevelAsync(step.Subject, step.To, cancellationToken).ConfigureAwait(false);
            }
        }

        if (json)
        {
            environment.WriteJson(new LevelReport(isApplied, plan.Steps));
        }

        return ExitCode.Success;
    }

    private static void Show(ToolEnvironment environment, LevelPlan plan)
    {
        if (plan.Steps.Count == 0)
        {
            environment.WriteText("Every subject has the level that its event promises.");
            return;
        }

        environment.WriteEntries(
        [
            .. plan.Steps.Select(step => new ListEntry(
                step.IsLowered ? "lower" : "set",
                step.IsLowered ? "yellow" : "green",
                step.Subject,
                [
                    $"{step.From?.ToRegistryName() ?? "unknown"}{(step.HasOwnLevel ? "" : " (of the registry)")} to "
                        + $"{step.To.ToRegistryName()}",
                    .. step.IsLowered ? ["The registry refuses less than now."] : (string[])[],
                ])),
        ]);
    }
}

/// <summary>A change of levels as JSON. Immutable.</summary>
/// <param name="IsApplied">Whether the levels were set.</param>
/// <param name="Steps">The subjects whose level is another one.</param>
sealed record LevelReport(bool IsApplied, IReadOnlyList<LevelStep> Steps);
