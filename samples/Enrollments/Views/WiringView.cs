using EventSchemas.Kafka;
using Spectre.Console;

namespace Enrollments;

/// <summary>Shows the events, topics, groups and handlers that the service registers.</summary>
static class WiringView
{
    public static void Show(IAnsiConsole console, EventBusOverview overview, string broker)
    {
        console.MarkupLineInterpolated($"[bold]Enrollments[/] on {broker}");
        Table events = new Table().Title("Events").AddColumns("Event", "Published", "Flag", "Topics", "Key", "Owner");
        foreach (EventOverview e in overview.Events)
        {
            events.AddRow(
                Text(e.Descriptor.EventType),
                Text(e.IsProduced ? "yes" : "no"),
                Text(e.Descriptor.FeatureFlag ?? "none: " + e.Descriptor.StableBecause),
                Text(string.Join(", ", e.Topics)),
                Text(e.Descriptor.Key?.Path ?? "none"),
                Text(e.Descriptor.Owner ?? "nobody"));
        }

        Table groups = new Table().Title("Consumer groups").AddColumns("Group", "Starts at", "Topics", "Handlers");
        foreach (GroupOverview group in overview.Groups)
        {
            groups.AddRow(
                Text(group.Name),
                Text(group.StartAt.ToString()),
                Text(string.Join(", ", group.Topics)),
                Text(string.Join(", ", group.Handlers.Select(handler => $"{handler.Name} ({handler.HandlerClass})"))));
        }

        console.Write(events);
        console.Write(groups);
    }

    private static Text Text(string text) => new(text);
}
