using System.CommandLine;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary><c>registry push</c>: registers the versions that a registry lacks.</summary>
static class RegistryPushCommand
{
    public static Command Create(ToolEnvironment environment) => RegistryRun.Command(
        "push",
        "Register the shipped versions and the accepted contract, in order, where the registry lacks them.",
        environment,
        (run, result, cancellationToken) => RunAsync(environment, run, result, cancellationToken),
        CommonOptions.DryRun,
        CommonOptions.Yes);

    private static async Task<int> RunAsync(
        ToolEnvironment environment, RegistryRun run, ParseResult result, CancellationToken cancellationToken)
    {
        var plan = PushPlan.Of(run.States, environment.Time.GetUtcNow().Date);
        bool json = result.GetValue(CommonOptions.Json);
        bool isDryRun = result.GetValue(CommonOptions.DryRun);
        if (!json)
        {
            Show(environment, plan);
        }

        PushStep[] steps = [.. plan.Registrations];
        if (!isDryRun && steps.Length > 0)
        {
            await environment.ConfirmAsync(
                $"Register {Counted.Of(steps.Length, "version")} at {run.Registry.Address}?",
                result.GetValue(CommonOptions.Yes),
                json ? new PushReport(IsApplied: false, plan.Steps, plan.Notes) : null,
                cancellationToken).ConfigureAwait(false);
            foreach (PushStep step in steps)
            {
                int id = await run.Registry
                    .RegisterAsync(step.Subject, step.Text, cancellationToken)
                    .ConfigureAwait(false);
                if (!json)
                {
                    environment.WriteText($"Registered {step.Version} as id {id} under {step.Subject}.");
                }
            }
        }

        if (json)
        {
            environment.WriteJson(new PushReport(!isDryRun && steps.Length > 0, plan.Steps, plan.Notes));
        }

        return plan.HasRefusals ? ExitCode.Findings : ExitCode.Success;
    }

    private static void Show(ToolEnvironment environment, PushPlan plan)
    {
        if (plan.Steps.Count == 0)
        {
            environment.WriteText("The registry has every version: nothing to register.");
        }
        else
        {
            environment.WriteEntries(
            [
                .. plan.Steps.Select(step => new ListEntry(
                    Word(step.Action), ColourOf(step.Action), $"{step.Subject}: {step.Version}", [.. step.Reasons])),
            ]);
        }

        foreach (PlanNote note in plan.Notes)
        {
            environment.Out.MarkupLineInterpolated($"[yellow]{note.Subject}[/]: {note.Text}");
        }
    }

    private static string Word(PushAction action) => action switch
    {
        PushAction.Register => "register",
        PushAction.Late => "leave out",
        _ => "refused",
    };

    private static string ColourOf(PushAction action) => action switch
    {
        PushAction.Register => "green",
        PushAction.Late => "yellow",
        _ => "red",
    };
}

/// <summary>A push as JSON. Immutable.</summary>
/// <param name="IsApplied">Whether the versions to register were registered.</param>
/// <param name="Steps">The versions that the registry lacked.</param>
/// <param name="Notes">What else is to be known.</param>
sealed record PushReport(bool IsApplied, IReadOnlyList<PushStep> Steps, IReadOnlyList<PlanNote> Notes);
