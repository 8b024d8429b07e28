using System.Globalization;
using EventSchemas.Hosting;
using EventSchemas.Redis;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Writes how far groups are behind, for people.</summary>
static class LagTable
{
    private const string Unknown = "-";

    /// <summary>Writes the tables.</summary>
    /// <param name="environment">The process.</param>
    /// <param name="bus">The bus.</param>
    /// <param name="lags">The groups.</param>
    /// <param name="isRedrawn">Whether they take the place of what was there before, on a terminal.</param>
    public static void Write(ToolEnvironment environment, BusConnection bus, IReadOnlyList<GroupLag> lags, bool isRedrawn)
    {
        IAnsiConsole console = environment.Out;
        if (isRedrawn && console.Profile.Capabilities.Ansi)
        {
            console.Clear(home: true);
        }

        foreach (GroupLag lag in lags)
        {
            bool hasPosition = lag.Partitions.Any(one => one.Position is not null);
            console.MarkupLineInterpolated($"[bold]{lag.Group}[/] {(hasPosition ? $"{Number(lag.Total)} behind" : "has no position")}");
            console.Write(TableOf(lag, hasIds: bus.Transport == RedisPublishing.TransportName));
            WriteMembers(console, lag);
        }

        if (lags.Count > 1)
        {
            console.MarkupLineInterpolated($"{Number(lags.Sum(lag => lag.Total))} behind in {lags.Count} groups");
        }
    }

    private static Table TableOf(GroupLag lag, bool hasIds)
    {
        bool hasMissed = lag.Partitions.Any(one => one.Missed > 0);
        bool hasPending = lag.Partitions.Any(one => one.Pending is not null);
        Table table = NarrowTable.Create().AddText("topic").AddNumber("lag");
        if (hasPending)
        {
            table.AddNumber("pending");
        }

        if (hasMissed)
        {
            table.AddNumber("missed");
        }

        table.AddNumber("position").AddNumber("end");
        foreach (PartitionLag one in lag.Partitions)
        {
            string place = hasIds ? one.Topic : FormattableString.Invariant($"{one.Topic} [{one.Partition}]");
            List<string> cells = [place, Number(one.Lag)];
            if (hasPending)
            {
                cells.Add(Number(one.Pending));
            }

            if (hasMissed)
            {
                cells.Add(Number(one.Missed));
            }

            cells.Add(PlaceOf(one.Position, hasIds));
            cells.Add(PlaceOf(one.End, hasIds));
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static void WriteMembers(IAnsiConsole console, GroupLag lag)
    {
        foreach (PartitionLag one in lag.Partitions)
        {
            foreach (GroupMember member in one.Members ?? [])
            {
                string state = FormattableString.Invariant($"{member.Pending} pending, asked {member.Idle.TotalSeconds:0} s ago");
                console.MarkupLineInterpolated($"  [grey]{one.Topic}: {Printable.Of(member.Name)}, {state}[/]");
            }

            if (one.OldestPending is { } oldest)
            {
                console.MarkupLineInterpolated($"  [grey]{one.Topic}: the oldest pending is of {MessageBlock.TextOf(oldest)}[/]");
            }
        }
    }

    private static string PlaceOf(long? offset, bool hasIds) =>
        offset is { } known && hasIds ? StreamId.OfOffset(known).ToString() : Number(offset);

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? Unknown;
}
