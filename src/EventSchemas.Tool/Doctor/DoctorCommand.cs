using System.CommandLine;

namespace EventSchemas.Tool;

/// <summary><c>doctor</c>: what is wrong with a service's bus, and what to do.</summary>
static class DoctorCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var topics = new Option<string[]>("--topic")
        {
            Description = "A further topic of the service's events, without the prefix; may be given several times.",
            HelpName = "name",
        };
        var groups = new Option<string[]>("--group")
        {
            Description = "A consumer group of the service that neither the settings nor the code name; may be given several times.",
            HelpName = "name",
        };
        Option<TimeSpan?> replayAge = new Option<TimeSpan?>("--replay-age")
        {
            Description = "How far back events should be there for a replay, such as 7.00:00:00.",
            HelpName = "time",
        }.Positive();
        var command = new Command("doctor", "Check settings, broker, registry, topics, flags and clocks: what is wrong, and what to do.")
        {
            topics, groups, replayAge,
        };
        KnownBuild.AddTo(command);
        ConnectionOptions.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(
            environment,
            ConnectionOptions.Read(result),
            new DoctorRequest(
                result.GetValue(topics) ?? [],
                result.GetValue(groups) ?? [],
                result.GetValue(replayAge),
                KnownBuild.Load(environment, result)),
            result.GetValue(CommonOptions.Json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ToolEnvironment environment,
        ConnectionSettings settings,
        DoctorRequest request,
        bool json,
        CancellationToken cancellationToken)
    {
        var context = new DoctorContext(environment, settings, BusConfiguration.Load(environment, settings), request);
        IReadOnlyList<CheckResult> results;
        await using (context.ConfigureAwait(false))
        {
            results = await ToolProgress
                .ShowAsync(environment, "Checking", _ => DoctorCheck.RunAsync(DoctorCheck.All, context, cancellationToken))
                .ConfigureAwait(false);
        }

        if (json)
        {
            environment.WriteJson(results);
        }
        else
        {
            Show(environment, results);
        }

        return results.Any(result => result.State == CheckState.Error) ? ExitCode.Findings : ExitCode.Success;
    }

    /// <summary>Shows results to people.</summary>
    public static void Show(ToolEnvironment environment, IReadOnlyList<CheckResult> results)
    {
        environment.WriteEntries(
        [
            .. results.Select(result => new ListEntry(
                Word(result.State),
                ColourOf(result.State),
                result.Subject is { } subject ? $"{result.Name} {subject}" : result.Name,
                result.Advice is { } advice ? [result.Detail, advice] : [result.Detail])),
        ]);
        environment.WriteText("");
        environment.WriteText(string.Join(", ", results.GroupBy(result => result.State).OrderByDescending(group => group.Key)
            .Select(group => CountOf(group.Key, group.Count()))));
    }

    private static string CountOf(CheckState state, int number) => state switch
    {
        CheckState.Ok => $"{number} ok",
        CheckState.Warning => Counted.Of(number, "warning"),
        CheckState.Error => Counted.Of(number, "error"),
        _ => $"{number} skipped",
    };

    private static string Word(CheckState state) => state.ToString().ToLowerInvariant();

    private static string ColourOf(CheckState state) => state switch
    {
        CheckState.Ok => "green",
        CheckState.Warning => "yellow",
        CheckState.Error => "red",
        _ => "grey",
    };
}
