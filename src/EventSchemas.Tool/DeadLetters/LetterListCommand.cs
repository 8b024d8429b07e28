using System.CommandLine;
using EventSchemas.Hosting;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Lists the open dead letters of a group, the oldest first.</summary>
static class LetterListCommand
{
    private static readonly Argument<string> Group = GroupArguments.CreateGroup();

    private static readonly Option<bool> Summary = new("--summary")
    {
        Description = "Count the letters by reason, handler and event type instead of listing them.",
    };

    private static readonly Option<int?> Max = new Option<int?>("--max")
    {
        Description = "List this number of letters at most.",
        HelpName = "number",
    }.AtLeast(1);

    /// <summary>Creates the command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("list", "List the dead letters that wait, the oldest first.")
        {
            Group, Summary, Max, CommonOptions.ShowPersonalData,
        };
        LetterFilter.AddTo(command);
        KnownBuild.AddTo(command);
        DeadLetterCommands.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(environment, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        string group = result.GetRequiredValue(Group);
        var filter = LetterFilter.Read(result, environment.Time);
        var build = KnownBuild.Load(environment, result);
        BusConnection bus = await DeadLetterCommands.OpenAsync(environment, result, group, BusParts.Broker, cancellationToken)
            .ConfigureAwait(false);
        await using (bus.ConfigureAwait(false))
        {
            if (result.GetValue(Summary))
            {
                LetterHistogram counts = await DeadLetterCommands.CountAsync(environment, bus, group, filter, cancellationToken)
                    .ConfigureAwait(false);
                WriteSummary(environment, result, bus, group, counts);
            }
            else
            {
                await ListAsync(environment, result, bus, group, filter, build, cancellationToken).ConfigureAwait(false);
            }
        }

        return ExitCode.Success;
    }

    private static void WriteSummary(
        ToolEnvironment environment, ParseResult result, BusConnection bus, string group, LetterHistogram counts)
    {
        if (result.GetValue(CommonOptions.Json))
        {
            environment.WriteJson(new { counts.Letters, counts.Quarantined, counts.WithoutContent, counts.Kinds });
            return;
        }

        if (counts.Letters > 0)
        {
            counts.Write(environment);
        }

        WriteTotal(environment, bus, group, counts);
    }

    private static async Task ListAsync(
        ToolEnvironment environment,
        ParseResult result,
        BusConnection bus,
        string group,
        LetterFilter filter,
        KnownBuild build,
        CancellationToken cancellationToken)
    {
        bool asJson = result.GetValue(CommonOptions.Json);
        int max = result.GetValue(Max) ?? int.MaxValue;
        var counts = new LetterHistogram();
        await foreach (DeadLetter letter in bus.DeadLetters.ReadAsync(group, cancellationToken).ConfigureAwait(false))
        {
            if (!filter.Matches(letter))
            {
                continue;
            }

            if (counts.Letters >= max)
            {
                break;
            }

            counts.Add(letter);
            var view = LetterView.Of(letter, build, result.GetValue(CommonOptions.ShowPersonalData));
            if (asJson)
            {
                environment.WriteJsonLine(view);
            }
            else
            {
                view.Write(environment);
            }
        }

        if (!asJson)
        {
            WriteTotal(environment, bus, group, counts);
        }
    }

    private static void WriteTotal(ToolEnvironment environment, BusConnection bus, string group, LetterHistogram counts)
    {
        string quarantined = counts.Quarantined > 0 ? $", {counts.Quarantined} in quarantine" : "";
        environment.Out.MarkupLineInterpolated(
            $"{Counted.Of(counts.Letters, "dead letter")} in {bus.GroupOf(group).DeadLetterTopic}{quarantined}");
    }
}
