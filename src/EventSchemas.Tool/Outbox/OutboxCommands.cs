using System.CommandLine;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>The commands about the outbox of a database.</summary>
static class OutboxCommands
{
    private const string Mask = "***";

    private static readonly Option<string?> EventType = new("--type")
    {
        Description = "Only events of this type.",
        HelpName = "event type",
        CompletionSources = { EventTypeCompletion.Find },
    };

    private static readonly Option<string?> Key = new("--key") { Description = "Only events of this key." };

    private static readonly Option<long?> Row = new("--id") { Description = "Only the row with this number.", HelpName = "number" };

    /// <summary>Creates the command and its subcommands.</summary>
    public static Command Create(ToolEnvironment environment) =>
        new("outbox", "The events that wait in the outbox of a database: list, retry or purge those that the bus refused.")
        {
            WithOptions(
                environment,
                new Command("list", "List the events that are set aside, with the reason, and count those that wait.")
                {
                    CommonOptions.ShowPersonalData, KnownBuild.ContractsOption, KnownBuild.ManifestOption,
                },
                ListAsync),
            WithOptions(
                environment,
                new Command("retry", "Send events again that are set aside, and then those that wait behind them.")
                {
                    CommonOptions.DryRun, CommonOptions.Yes,
                },
                RetryAsync),
            WithOptions(
                environment,
                new Command("purge", "Delete events for good, whether they wait, are set aside or were sent. Needs a filter.")
                {
                    CommonOptions.DryRun, CommonOptions.Yes,
                },
                PurgeAsync),
        };

    private static Command WithOptions(
        ToolEnvironment environment,
        Command command,
        Func<ToolEnvironment, ParseResult, OutboxTable, OutboxFilter, CancellationToken, Task<int>> run)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[EventType, Key, Row])
        {
            command.Options.Add(option);
        }

        OutboxConnection.AddTo(command);
        command.SetAction((result, cancellationToken) => OutboxConnection.RunAsync(
            environment,
            result,
            table => run(
                environment,
                result,
                table,
                new OutboxFilter(result.GetValue(EventType), result.GetValue(Key), result.GetValue(Row)),
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> ListAsync(
        ToolEnvironment environment, ParseResult result, OutboxTable table, OutboxFilter filter, CancellationToken cancellationToken)
    {
        var build = KnownBuild.Load(environment, result);
        bool asJson = result.GetValue(CommonOptions.Json);
        await foreach (SetAsideRow row in table.ReadSetAsideAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            SetAsideRow shown = !result.GetValue(CommonOptions.ShowPersonalData)
                && row.Key is not null && build.Find(row.EventType) is { HasPersonalKey: true } ? row with { Key = Mask } : row;
            if (asJson)
            {
                environment.WriteJsonLine(shown);
            }
            else
            {
                Write(environment, shown);
            }
        }

        if (!asJson)
        {
            OutboxCount count = await CountAsync(environment, table, filter, cancellationToken).ConfigureAwait(false);
            environment.Out.MarkupLineInterpolated($"Set aside: {count.SetAside}, waiting: {count.Waiting}, sent: {count.Sent}");
        }

        return ExitCode.Success;
    }

    private static async Task<int> RetryAsync(
        ToolEnvironment environment, ParseResult result, OutboxTable table, OutboxFilter filter, CancellationToken cancellationToken)
    {
        OutboxCount count = await CountAsync(environment, table, filter, cancellationToken).ConfigureAwait(false);
        bool ends = result.GetValue(CommonOptions.DryRun) || count.SetAside == 0;
        if (!result.GetValue(CommonOptions.Json))
        {
            environment.Out.MarkupLineInterpolated(
                $"To be sent again by the service: {Counted.Of(count.SetAside, "event")} of those that are set aside.");
        }

        if (!ends)
        {
            await environment.ConfirmAsync(
                $"Send {Counted.Of(count.SetAside, "event")} again?",
                result.GetValue(CommonOptions.Yes),
                result.GetValue(CommonOptions.Json) ? new { Retried = 0, count.SetAside } : null,
                cancellationToken).ConfigureAwait(false);
        }

        int retried = ends ? 0 : await ToolProgress
            .ShowAsync(environment, "Sending again", _ => table.RetryAsync(filter, cancellationToken))
            .ConfigureAwait(false);
        return WriteDone(environment, result, "Waiting again", new { Retried = retried, count.SetAside }, retried, ends);
    }

    private static async Task<int> PurgeAsync(
        ToolEnvironment environment, ParseResult result, OutboxTable table, OutboxFilter filter, CancellationToken cancellationToken)
    {
        if (filter.IsEmpty)
        {
            throw new ToolException(
                $"Say which events are deleted: give {EventType.Name}, {Key.Name} or {Row.Name}.", ExitCode.Usage);
        }

        OutboxCount count = await CountAsync(environment, table, filter, cancellationToken).ConfigureAwait(false);
        bool ends = result.GetValue(CommonOptions.DryRun) || count.Total == 0;
        if (!result.GetValue(CommonOptions.Json))
        {
            string states = FormattableString.Invariant($"Set aside: {count.SetAside}, waiting: {count.Waiting}, sent: {count.Sent}");
            environment.Out.MarkupLineInterpolated($"To be deleted for good: {Counted.Of(count.Total, "event")}. {states}.");
        }

        if (!ends)
        {
            await environment.ConfirmAsync(
                $"Delete {Counted.Of(count.Total, "event")} for good?",
                result.GetValue(CommonOptions.Yes),
                result.GetValue(CommonOptions.Json) ? new { Purged = 0, count.Waiting, count.SetAside, count.Sent } : null,
                cancellationToken).ConfigureAwait(false);
        }

        int purged = ends ? 0 : await ToolProgress
            .ShowAsync(environment, "Deleting", _ => table.PurgeAsync(filter, cancellationToken))
            .ConfigureAwait(false);
        return WriteDone(
            environment, result, "Deleted", new { Purged = purged, count.Waiting, count.SetAside, count.Sent }, purged, ends);
    }

    private static Task<OutboxCount> CountAsync(
        ToolEnvironment environment, OutboxTable table, OutboxFilter filter, CancellationToken cancellationToken) =>
        ToolProgress.ShowAsync(environment, "Counting events", _ => table.CountAsync(filter, cancellationToken));

    private static int WriteDone(ToolEnvironment environment, ParseResult result, string what, object json, int rows, bool ends)
    {
        if (result.GetValue(CommonOptions.Json))
        {
            environment.WriteJson(json);
        }
        else if (!ends)
        {
            environment.Out.MarkupLineInterpolated($"{what}: {Counted.Of(rows, "event")}.");
        }

        return ExitCode.Success;
    }

    private static void Write(ToolEnvironment environment, SetAsideRow row)
    {
        environment.Out.MarkupLineInterpolated($"[bold]{row.Id}[/] {Printable.Of(row.EventType)}");
        MessageBlock.WriteFacts(environment, FactsOf(row, environment.Time.GetUtcNow()));
        if (row.Reason is { } reason)
        {
            environment.Out.MarkupLineInterpolated($"  [yellow]{Printable.Of(reason)}[/]");
        }
    }

    private static IEnumerable<string> FactsOf(SetAsideRow row, DateTimeOffset now)
    {
        if (row.Key is { } key)
        {
            yield return $"key {Printable.Of(key)}";
        }

        yield return $"to {Printable.Of(row.Topic)}";
        yield return $"id {row.EventId}";
        yield return Counted.Of(row.Attempts, "attempt");
        yield return $"since {AgeOf(now - row.CreatedAt)}";
        if (row.Held > 0)
        {
            yield return $"{Counted.Of(row.Held, "event")} behind it";
        }
    }

    private static string AgeOf(TimeSpan age) => age.TotalDays >= 1 ? Counted.Of((long)age.TotalDays, "day")
        : age.TotalHours >= 1 ? Counted.Of((long)age.TotalHours, "hour")
        : Counted.Of(Math.Max(0, (long)age.TotalMinutes), "minute");
}
