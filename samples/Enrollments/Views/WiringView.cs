using EventSchemas.Kafka;
using Spectre.Console;

namespace Enrollments;

/// <summary>Shows the events, topics, groups and handlers that the service registers.</summary>
static class WiringView
{
    public static void Show(IAnsiConsole console, EventBusOverview overview, string broker)
    {
        console.MarkupLineInterpolated($"[bold]Enrollments[/] on {broker}");
        foreach (EventOverview e in overview.Events)
        {
            Show(
                console,
                e.Descriptor.EventType,
                ("published", e.IsProduced ? "yes" : "no"),
                ("flag", e.Descriptor.FeatureFlag ?? "none: " + e.Descriptor.StableBecause),
                ("topics", string.Join(", ", e.Topics)),
                ("key", e.Descriptor.Key?.Path ?? "none"),
                ("owner", e.Descriptor.Owner ?? "nobody"));
        }

        foreach (GroupOverview group in overview.Groups)
        {
            Show(
                console,
                $"Consumer group {group.Name}",
                ("starts at", group.StartAt.ToString()),
                ("topics", string.Join(", ", group.Topics)),
                ("handlers", string.Join(", ", group.Handlers.Select(handler => $"{handler.Name} ({handler.HandlerClass})"))));
        }

        console.WriteLine();
    }

    // Two columns, because long names would be broken in the narrow ones of a table.
    private static void Show(IAnsiConsole console, string title, params (string Name, string Value)[] facts)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(4, 0, 2, 0)).AddColumn();
        foreach ((string name, string value) in facts)
        {
            grid.AddRow(new Text(name), new Text(value));
        }

        console.Write(grid);
    }
}
