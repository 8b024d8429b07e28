using System.CommandLine;
using EventSchemas.Hosting;
using EventSchemas.Redis;

namespace EventSchemas.Tool;

/// <summary>Shows how far consumer groups are behind.</summary>
static class LagCommand
{
    private const double DefaultInterval = 2;

    private static readonly Argument<string[]> Groups = new("group")
    {
        Description = "Consumer groups. Default: those of the settings and of the code.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<long?> MaxLag = new Option<long?>("--max-lag")
    {
        Description = "End with 1 if a group is further behind than this.",
        HelpName = "number",
    }.AtLeast(0);

    private static readonly Option<bool> Watch = new("--watch") { Description = "Ask again and again, until it is interrupted." };

    private static readonly Option<double> Interval = new("--interval")
    {
        Description = "How many seconds are between two questions.",
        HelpName = "seconds",
        DefaultValueFactory = _ => DefaultInterval,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("lag", "Show how far consumer groups are behind, in each partition.")
        {
            Groups, GroupArguments.Topics, GroupArguments.RetryTopic, MaxLag, Watch, Interval,
        };
        KnownBuild.AddTo(command);
        ConnectionOptions.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(environment, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        double seconds = result.GetValue(Interval);
        if (!(seconds is > 0 and <= 86_400))
        {
            throw new ToolException($"{Interval.Name} is {seconds}: give a number of seconds above 0.", ExitCode.Usage);
        }

        var build = KnownBuild.Load(environment, result);
        string[] groups = GroupsOf(environment, result, build);
        var topics = groups.ToDictionary(
            group => group,
            group => GroupArguments.TopicsOf(environment, result, group, build.EventsOf(group, handlers: []), build),
            StringComparer.Ordinal);
        BusConnection bus = await BusConnection
            .OpenAsync(
                environment,
                result,
                BusParts.Broker,
                bus => Array.ForEach(groups, group => bus.Add(result, group, topics[group], build)),
                cancellationToken)
            .ConfigureAwait(false);
        await using (bus.ConfigureAwait(false))
        {
            if (bus.Transport == RedisPublishing.TransportName)
            {
                // Nobody there knows the streams of a group.
                Array.ForEach(groups, bus.DemandTopics);
            }

            while (true)
            {
                GroupLag[] lags = await ReadAsync(environment, bus, groups, cancellationToken).ConfigureAwait(false);
                if (result.GetValue(CommonOptions.Json))
                {
                    environment.WriteJsonLine(lags);
                }
                else
                {
                    LagTable.Write(environment, bus, lags, isRedrawn: result.GetValue(Watch));
                }

                if (!result.GetValue(Watch))
                {
                    return lags.Any(lag => lag.Total > result.GetValue(MaxLag)) ? ExitCode.Findings : ExitCode.Success;
                }

                await Task.Delay(TimeSpan.FromSeconds(seconds), environment.Time, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (cancellationToken.IsCancellationRequested)
                {
                    // Nothing is wrong with it: somebody has seen enough.
                    return ExitCode.Cancelled;
                }
            }
        }
    }

    private static string[] GroupsOf(ToolEnvironment environment, ParseResult result, KnownBuild build)
    {
        if (result.GetValue(Groups) is { Length: > 0 } named)
        {
            return [.. named.Distinct(StringComparer.Ordinal)];
        }

        var configuration = BusConfiguration.Load(environment, ConnectionOptions.Read(result));
        string[] known = [.. configuration.Bus.GetSection("Groups").GetChildren().Select(group => group.Key).Union(build.Groups)];
        return known.Length > 0 ? known : throw new ToolException(
            $"Name the groups: neither the settings nor the manifest of a build have any. {configuration.Sources}", ExitCode.Usage);
    }

    private static Task<GroupLag[]> ReadAsync(
        ToolEnvironment environment, BusConnection bus, string[] groups, CancellationToken cancellationToken) =>
        ToolProgress.ShowAsync(environment, "Reading positions", async _ =>
        {
            List<GroupLag> lags = [];
            foreach (string group in groups)
            {
                lags.Add(await bus.Lag.ReadAsync(group, topics: null, cancellationToken).ConfigureAwait(false));
            }

            return lags.ToArray();
        });
}
