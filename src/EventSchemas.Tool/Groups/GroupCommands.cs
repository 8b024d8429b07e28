using System.CommandLine;
using EventSchemas.Hosting;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>The commands about the positions of consumer groups.</summary>
static class GroupCommands
{
    private static readonly Argument<string> Group = GroupArguments.CreateGroup();

    private static readonly Option<string?> To = PositionText.OptionOf(
        "--to", "The first message that the group gets next", isRequired: true);

    /// <summary>Creates the command and its subcommands.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var reset = new Command(
            "reset", "Move the position of a consumer group, so that it handles events again or skips some. Stop its service before.")
        {
            Group, To, GroupArguments.Topics, CommonOptions.DryRun, CommonOptions.Yes,
        };
        KnownBuild.AddTo(reset);
        ConnectionOptions.AddTo(reset);
        reset.SetAction((result, cancellationToken) => ResetAsync(environment, result, cancellationToken));
        return new Command("groups", "The positions of consumer groups.") { reset };
    }

    private static async Task<int> ResetAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        string group = result.GetRequiredValue(Group);
        EventPosition position = PositionText.Read(result, To, environment.Time)!;
        var build = KnownBuild.Load(environment, result);
        build.CheckHandlers(group, handlers: []);
        IReadOnlyList<string> topics = GroupArguments.TopicsOf(
            environment, result, group, build.EventsOf(group, handlers: []), build);
        BusConnection bus = await BusConnection
            .OpenAsync(environment, result, BusParts.Broker, bus => bus.Add(result, group, topics, build), cancellationToken)
            .ConfigureAwait(false);
        await using (bus.ConfigureAwait(false))
        {
            bus.DemandTopics(group);
            PositionPlan plan = await ToolProgress
                .ShowAsync(environment, "Reading positions", _ => PlanAsync(bus, group, position, cancellationToken))
                .ConfigureAwait(false);
            bool ends = result.GetValue(CommonOptions.DryRun) || plan.Changes.Count == 0;
            if (!result.GetValue(CommonOptions.Json))
            {
                WritePlan(environment, plan, position);
            }

            if (!ends)
            {
                await environment.ConfirmAsync(
                    $"Move the group {group}?",
                    result.GetValue(CommonOptions.Yes),
                    result.GetValue(CommonOptions.Json) ? new { plan.Group, IsReset = false, plan.Changes } : null,
                    cancellationToken).ConfigureAwait(false);
                await bus.Positions.ResetAsync(plan, cancellationToken).ConfigureAwait(false);
            }

            if (result.GetValue(CommonOptions.Json))
            {
                environment.WriteJson(new { plan.Group, IsReset = !ends, plan.Changes });
            }
            else if (!ends)
            {
                environment.Out.MarkupLineInterpolated($"The group {group} is moved.");
            }
        }

        return ExitCode.Success;
    }

    private static async Task<PositionPlan> PlanAsync(
        BusConnection bus, string group, EventPosition position, CancellationToken cancellationToken)
    {
        try
        {
            return await bus.Positions.PlanAsync(group, position, topic: null, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw ToolException.Of(e);
        }
    }

    private static void WritePlan(ToolEnvironment environment, PositionPlan plan, EventPosition position)
    {
        if (plan.Changes.Count == 0)
        {
            environment.Out.MarkupLineInterpolated($"The group {plan.Group} is at {position} already.");
            return;
        }

        environment.Out.MarkupLineInterpolated($"The group [bold]{plan.Group}[/] moves to {position}:");
        foreach (PositionChange change in plan.Changes)
        {
            string from = change.From is { } known ? FormattableString.Invariant($"@{known}") : "none";
            string effect = change.RunAgain > 0 ? FormattableString.Invariant($", {change.RunAgain} again")
                : change.Skipped > 0 ? FormattableString.Invariant($", {change.Skipped} skipped")
                : "";
            environment.Out.MarkupLineInterpolated(
                $"  {change.Topic} [[{change.Partition}]] from {from} to @{change.To}{effect}");
        }
    }
}
