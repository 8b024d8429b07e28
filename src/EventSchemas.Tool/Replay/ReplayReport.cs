using EventSchemas.Hosting;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Writes what a replay would do, and what it has done.</summary>
static class ReplayReport
{
    /// <summary>Writes the plan.</summary>
    /// <param name="environment">The process.</param>
    /// <param name="group">The group.</param>
    /// <param name="replay">The run.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="asJson">Whether machines read it. What is carried out is written at its end.</param>
    /// <param name="ends">Whether nothing is carried out.</param>
    public static void WritePlan(
        ToolEnvironment environment, ConsumerGroup group, EventReplay replay, ReplaySummary plan, bool asJson, bool ends)
    {
        if (asJson)
        {
            if (ends)
            {
                environment.WriteJson(JsonOf(group, replay, plan, sent: 0));
            }

            return;
        }

        string again = plan.IsContinued ? ", which goes on where it stopped" : "";
        environment.Out.MarkupLineInterpolated($"Run [bold]{replay.Name}[/]{again}: from {replay.From} to {replay.To}");
        foreach (ReplayRange range in plan.Ranges)
        {
            environment.Out.MarkupLineInterpolated($"  [grey]{range.Topic} [[{range.Partition}]] @{range.From} to @{range.To}[/]");
        }

        if (plan.Counts.Count > 0)
        {
            environment.Out.Write(TableOf(plan));
        }

        environment.Out.MarkupLineInterpolated(
            $"To be sent by {group.RetryTopic}: {Counted.Of(plan.Sent, "message")}, of {plan.Read} in the range.");
    }

    /// <summary>Writes the result.</summary>
    public static void WriteResult(
        ToolEnvironment environment, ConsumerGroup group, EventReplay replay, ReplaySummary done, bool asJson)
    {
        if (asJson)
        {
            environment.WriteJson(JsonOf(group, replay, done, done.Sent));
            return;
        }

        environment.Out.MarkupLineInterpolated(
            $"Sent by {group.RetryTopic}, where the running service takes them: {Counted.Of(done.Sent, "message")}.");
    }

    /// <summary>A plan or a result for machines.</summary>
    /// <param name="group">The group.</param>
    /// <param name="replay">The run.</param>
    /// <param name="summary">The plan, or the result.</param>
    /// <param name="sent">How many messages were sent.</param>
    public static object JsonOf(ConsumerGroup group, EventReplay replay, ReplaySummary summary, long sent) =>
        new
        {
            replay.Name,
            replay.Group,
            replay.Handlers,
            group.RetryTopic,
            summary.IsContinued,
            summary.Read,
            Sent = sent,
            WouldSend = sent == 0 ? summary.Sent : (long?)null,
            summary.Ranges,
            summary.Counts,
        };

    private static Table TableOf(ReplaySummary plan)
    {
        Table table = NarrowTable.Create().AddNumber("messages").AddText("event type").AddText("handler");
        IEnumerable<IGrouping<(string? EventType, string? Handler), ReplayCount>> kinds = plan.Counts
            .GroupBy(count => (count.EventType, count.Handler))
            .OrderByDescending(kind => kind.Sum(count => count.Messages));
        foreach (IGrouping<(string? EventType, string? Handler), ReplayCount> kind in kinds)
        {
            table.AddRow(
                new Text(FormattableString.Invariant($"{kind.Sum(count => count.Messages)}")),
                new Text(Printable.Of(kind.Key.EventType ?? "no event")),
                new Text(Printable.Of(kind.Key.Handler ?? "passed over")));
        }

        return table;
    }
}
