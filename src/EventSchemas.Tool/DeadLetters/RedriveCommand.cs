using System.CommandLine;
using EventSchemas.Hosting;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Gives dead letters to the handlers that failed again: by the group's retry topic, from where the running service takes them.
/// </summary>
static class RedriveCommand
{
    private static readonly Argument<string> Group = GroupArguments.CreateGroup();

    private static readonly Option<int?> Max = new Option<int?>("--max")
    {
        Description = "Send this number of letters at most, the oldest first.",
        HelpName = "number",
    }.AtLeast(1);

    private static readonly Option<double?> Rate = CommonOptions.Rate;

    private static readonly Option<bool> IncludeQuarantine = new("--include-quarantine")
    {
        Description = "Send letters too that came back too often.",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("redrive", "Give dead letters to the handlers that failed again, by the group's retry topic.")
        {
            Group, Max, Rate, IncludeQuarantine, GroupArguments.RetryTopic, CommonOptions.DryRun, CommonOptions.Yes,
        };
        LetterFilter.AddTo(command);
        DeadLetterCommands.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(environment, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        string group = result.GetRequiredValue(Group);
        var filter = LetterFilter.Read(result, environment.Time);
        BusConnection bus = await DeadLetterCommands.OpenAsync(environment, result, group, BusParts.Broker, cancellationToken)
            .ConfigureAwait(false);
        await using (bus.ConfigureAwait(false))
        {
            LetterHistogram counts = await DeadLetterCommands.CountAsync(environment, bus, group, filter, cancellationToken)
                .ConfigureAwait(false);
            bool isDryRun = result.GetValue(CommonOptions.DryRun);
            int sendable = SendableOf(result, counts);
            WritePlan(environment, result, bus.GroupOf(group), counts, sendable);
            if (isDryRun || sendable == 0)
            {
                return ExitCode.Success;
            }

            await environment.ConfirmAsync(
                $"Send {Counted.Of(sendable, "dead letter")} to the handlers?",
                result.GetValue(CommonOptions.Yes),
                result.GetValue(CommonOptions.Json) ? JsonOf(bus.GroupOf(group), counts, sendable) : null,
                cancellationToken).ConfigureAwait(false);
            RedriveResult done = await SendAsync(environment, result, bus, group, filter, sendable, cancellationToken)
                .ConfigureAwait(false);
            WriteResult(environment, result, bus.GroupOf(group), done);
        }

        return ExitCode.Success;
    }

    private static int SendableOf(ParseResult result, LetterHistogram counts)
    {
        int quarantined = result.GetValue(IncludeQuarantine) ? 0 : counts.Quarantined;
        return Math.Min(counts.Letters - counts.WithoutContent - quarantined, result.GetValue(Max) ?? int.MaxValue);
    }

    // Letters that are written after the plan are newer, and beyond its number.
    private static Task<RedriveResult> SendAsync(
        ToolEnvironment environment,
        ParseResult result,
        BusConnection bus,
        string group,
        LetterFilter filter,
        int sendable,
        CancellationToken cancellationToken) => ToolProgress.ShowAsync(environment, "Sending dead letters", show =>
    {
        int seen = 0;
        var options = new RedriveOptions
        {
            IncludeQuarantine = result.GetValue(IncludeQuarantine),
            MaxLetters = sendable,
            LettersPerSecond = result.GetValue(Rate),
        };
        return bus.DeadLetters.RedriveAsync(
            group,
            letter =>
            {
                bool isMeant = filter.Matches(letter);
                if (isMeant)
                {
                    show($"{Math.Min(++seen, sendable)} of {sendable}");
                }

                return isMeant;
            },
            options,
            cancellationToken);
    });

    private static void WritePlan(
        ToolEnvironment environment, ParseResult result, ConsumerGroup group, LetterHistogram counts, int sendable)
    {
        if (result.GetValue(CommonOptions.Json))
        {
            if (result.GetValue(CommonOptions.DryRun) || sendable == 0)
            {
                environment.WriteJson(JsonOf(group, counts, sendable));
            }

            return;
        }

        if (counts.Letters == 0)
        {
            environment.Out.MarkupLineInterpolated($"No dead letter in {group.DeadLetterTopic} matches.");
            return;
        }

        counts.Write(environment);
        environment.Out.MarkupLineInterpolated(
            $"To be sent by {group.RetryTopic}: {sendable} of {Counted.Of(counts.Letters, "letter")}.");
        WriteLeft(environment, result.GetValue(IncludeQuarantine) ? 0 : counts.Quarantined, counts.WithoutContent);
    }

    private static object JsonOf(ConsumerGroup group, LetterHistogram counts, int sendable) => new
    {
        Group = group.Name, group.RetryTopic, Redriven = 0, WouldRedrive = sendable, counts.Letters, counts.Quarantined,
        counts.WithoutContent, counts.Kinds,
    };

    private static void WriteResult(ToolEnvironment environment, ParseResult result, ConsumerGroup group, RedriveResult done)
    {
        if (result.GetValue(CommonOptions.Json))
        {
            environment.WriteJson(new { Group = group.Name, group.RetryTopic, done.Redriven, done.Quarantined, done.WithoutContent });
            return;
        }

        environment.Out.MarkupLineInterpolated(
            $"Sent by {group.RetryTopic}, where the running service takes them: {Counted.Of(done.Redriven, "letter")}.");
        WriteLeft(environment, done.Quarantined, done.WithoutContent);
    }

    private static void WriteLeft(ToolEnvironment environment, int quarantined, int withoutContent)
    {
        if (quarantined > 0)
        {
            environment.Out.MarkupLineInterpolated(
                $"In quarantine, because they came back too often: {quarantined}; {IncludeQuarantine.Name} sends them too.");
        }

        if (withoutContent > 0)
        {
            environment.Out.MarkupLineInterpolated($"Not sendable, because their message was too large to be kept: {withoutContent}.");
        }
    }
}
