using System.CommandLine;
using EventSchemas.Hosting;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Removes dead letters for good.</summary>
static class LetterPurgeCommand
{
    private static readonly Argument<string> Group = GroupArguments.CreateGroup();

    private static readonly Option<bool> All = new("--all") { Description = "Purge every letter of the group, without a filter." };

    private static readonly Option<string?> Key = new("--key") { Description = "Only letters with this key." };

    /// <summary>Creates the command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command(
            "purge", "Remove dead letters for good, also those that were sent back or are expired. Choose them by a filter or --all.")
        {
            Group, All, Key, GroupArguments.RetryTopic, CommonOptions.DryRun, CommonOptions.Yes,
        };
        LetterFilter.AddTo(command);
        DeadLetterCommands.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(environment, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        string group = result.GetRequiredValue(Group);
        string? key = result.GetValue(Key);
        var filter = LetterFilter.Read(result, environment.Time);
        if (filter.IsEmpty && key is null && !result.GetValue(All))
        {
            throw new ToolException($"Say which letters are purged: give a filter, or {All.Name} for every one.", ExitCode.Usage);
        }

        if (result.GetValue(All) && !(filter.IsEmpty && key is null))
        {
            throw new ToolException($"{All.Name} means every letter: leave it out, or the filter.", ExitCode.Usage);
        }

        BusConnection bus = await DeadLetterCommands.OpenAsync(environment, result, group, BusParts.Broker, cancellationToken)
            .ConfigureAwait(false);
        await using (bus.ConfigureAwait(false))
        {
            bool Matches(DeadLetter letter) => filter.Matches(letter) && (key is null || letter.KeyText == key);
            LetterHistogram open = await CountAsync(environment, bus, group, Matches, cancellationToken).ConfigureAwait(false);
            bool asJson = result.GetValue(CommonOptions.Json);
            if (!asJson)
            {
                WritePlan(environment, bus.GroupOf(group), open);
            }

            object? plan = asJson ? new { Group = group, Purged = 0, WouldPurge = open.Letters, open.Kinds } : null;
            if (result.GetValue(CommonOptions.DryRun))
            {
                if (plan is not null)
                {
                    environment.WriteJson(plan);
                }

                return ExitCode.Success;
            }

            await environment
                .ConfirmAsync($"Remove these letters of {group} for good?", result.GetValue(CommonOptions.Yes), plan, cancellationToken)
                .ConfigureAwait(false);
            PurgeResult done = await ToolProgress
                .ShowAsync(environment, "Purging", _ => bus.DeadLetters.PurgeAsync(group, Matches, cancellationToken))
                .ConfigureAwait(false);
            return WriteResult(environment, asJson, group, done);
        }
    }

    private static Task<LetterHistogram> CountAsync(
        ToolEnvironment environment, BusConnection bus, string group, Func<DeadLetter, bool> filter, CancellationToken cancellationToken) =>
        ToolProgress.ShowAsync(environment, "Reading dead letters", async _ =>
        {
            var histogram = new LetterHistogram();
            await foreach (DeadLetter letter in bus.DeadLetters.ReadAsync(group, cancellationToken).ConfigureAwait(false))
            {
                if (filter(letter))
                {
                    histogram.Add(letter);
                }
            }

            return histogram;
        });

    private static void WritePlan(ToolEnvironment environment, ConsumerGroup group, LetterHistogram open)
    {
        if (open.Letters > 0)
        {
            open.Write(environment);
        }

        environment.Out.MarkupLineInterpolated(
            $"To be removed for good from {group.DeadLetterTopic}: {Counted.Of(open.Letters, "waiting letter")}.");
        environment.Out.WriteLine("So is what the filter means of letters that were sent back or are expired.");
    }

    private static int WriteResult(ToolEnvironment environment, bool asJson, string group, PurgeResult done)
    {
        if (asJson)
        {
            environment.WriteJson(new { Group = group, done.Purged, done.Rewritten, done.Problem });
        }
        else
        {
            environment.Out.MarkupLineInterpolated($"Removed: {Counted.Of(done.Purged, "letter")}.");
        }

        if (done.Problem is { } problem)
        {
            environment.WriteError(problem);
            return ExitCode.Findings;
        }

        return ExitCode.Success;
    }
}
