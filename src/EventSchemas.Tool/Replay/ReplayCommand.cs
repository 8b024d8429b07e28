using System.CommandLine;
using System.Globalization;
using EventSchemas.Hosting;

namespace EventSchemas.Tool;

/// <summary>Gives past events to handlers again: by the group's retry topic, from where the running service takes them.</summary>
static class ReplayCommand
{
    private static readonly Option<string> Group = new("--group")
    {
        Description = "The consumer group.",
        Required = true,
        HelpName = "name",
    };

    private static readonly Option<string[]> Handlers = new("--handler")
    {
        Description = "A handler of the group that gets the events; may be given several times.",
        Required = true,
        HelpName = "name",
    };

    private static readonly Option<string[]> Events = new("--event")
    {
        Description = "An event type that the handlers get; may be given several times. Default: all that they get, by the manifest.",
        HelpName = "event type",
        CompletionSources = { EventTypeCompletion.Find },
    };

    private static readonly Option<string?> From = PositionText.OptionOf("--from", "The first message", isRequired: true);

    private static readonly Option<string?> To = PositionText.OptionOf(
        "--to", "The first message that isn't sent any more. Default: latest, which is what is there when the run begins");

    private static readonly Option<string?> Name = new("--name")
    {
        Description = "The name of the run. With the name of a run that was interrupted it goes on where that stopped. "
            + "Default: a new name, which is shown.",
        HelpName = "name",
    };

    private static readonly Option<bool> IncludeProcessed = new("--include-processed")
    {
        Description = "Give events to handlers that drop duplicates also where they have handled them.",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("replay", "Give past events to handlers again, beside the live events.")
        {
            Group, Handlers, Events, GroupArguments.Topics, From, To, Name, CommonOptions.Rate, IncludeProcessed,
            GroupArguments.RetryTopic, CommonOptions.DryRun, CommonOptions.Yes,
        };
        KnownBuild.AddTo(command);
        ConnectionOptions.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(environment, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        string group = result.GetRequiredValue(Group);
        var build = KnownBuild.Load(environment, result);
        EventReplay replay = ReplayOf(environment, result, group, build);
        IReadOnlyList<string> topics = GroupArguments.TopicsOf(environment, result, group, replay.EventTypes, build);
        BusConnection bus = await BusConnection
            .OpenAsync(
                environment, result, BusParts.Broker | BusParts.Registry, bus => bus.Add(result, group, topics, build), cancellationToken)
            .ConfigureAwait(false);
        await using (bus.ConfigureAwait(false))
        {
            bus.DemandTopics(group);
            ReplaySummary plan = await PlanAsync(environment, bus, replay, cancellationToken).ConfigureAwait(false);
            bool asJson = result.GetValue(CommonOptions.Json);
            bool ends = result.GetValue(CommonOptions.DryRun) || plan.Sent == 0;
            ReplayReport.WritePlan(environment, bus.GroupOf(group), replay, plan, asJson, ends);
            if (ends)
            {
                return ExitCode.Success;
            }

            string question = $"Send {Counted.Of(plan.Sent, "message")} to {string.Join(", ", replay.Handlers)} of {group}?";
            await environment.ConfirmAsync(
                question,
                result.GetValue(CommonOptions.Yes),
                asJson ? ReplayReport.JsonOf(bus.GroupOf(group), replay, plan, sent: 0) : null,
                cancellationToken).ConfigureAwait(false);
            ReplaySummary done = await SendAsync(environment, bus, replay, plan, cancellationToken).ConfigureAwait(false);
            ReplayReport.WriteResult(environment, bus.GroupOf(group), replay, done, asJson);
        }

        return ExitCode.Success;
    }

    private static EventReplay ReplayOf(ToolEnvironment environment, ParseResult result, string group, KnownBuild build)
    {
        string[] handlers = result.GetRequiredValue(Handlers);
        build.CheckHandlers(group, handlers);
        IReadOnlyList<string> events = result.GetValue(Events) is { Length: > 0 } named ? named : build.EventsOf(group, handlers);
        return events.Count > 0 ? ReplayOf(environment, result, group, handlers, events) : throw new ToolException(
            $"Nobody says which events {string.Join(", ", handlers)} of {group} get: give {Events.Name}, or the manifest of the service's "
            + $"build by {KnownBuild.ManifestOption.Name}.",
            ExitCode.Usage);
    }

    private static EventReplay ReplayOf(
        ToolEnvironment environment, ParseResult result, string group, string[] handlers, IReadOnlyList<string> events) => new()
    {
        Name = result.GetValue(Name)
            ?? environment.Time.GetUtcNow().ToString("'run-'yyyyMMdd'-'HHmmss", CultureInfo.InvariantCulture),
        Group = group,
        Handlers = handlers,
        EventTypes = events,
        From = PositionText.Read(result, From, environment.Time)!,
        To = PositionText.Read(result, To, environment.Time) ?? EventPosition.Latest,
        MessagesPerSecond = result.GetValue(CommonOptions.Rate),
        IncludesProcessed = result.GetValue(IncludeProcessed),
    };

    private static async Task<ReplaySummary> PlanAsync(
        ToolEnvironment environment, BusConnection bus, EventReplay replay, CancellationToken cancellationToken)
    {
        try
        {
            return await ToolProgress
                .ShowAsync(environment, "Reading the range", _ => bus.Replays.PlanAsync(replay, cancellationToken))
                .ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw ToolException.Of(e);
        }
    }

    private static async Task<ReplaySummary> SendAsync(
        ToolEnvironment environment, BusConnection bus, EventReplay replay, ReplaySummary plan, CancellationToken cancellationToken)
    {
        try
        {
            return await ToolProgress
                .ShowAsync(environment, "Sending", show => bus.Replays.RunAsync(replay, new Reports(show, plan), cancellationToken))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new ToolException(
                $"The run was interrupted. Start it again with {Name.Name} {replay.Name} to go on where it stopped.", ExitCode.Cancelled);
        }
    }

    private sealed class Reports(Action<string> show, ReplaySummary plan) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value) => show($"{value.Sent} of {plan.Sent}");
    }
}
