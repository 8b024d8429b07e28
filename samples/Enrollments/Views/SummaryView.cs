using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventSchemas;
using Spectre.Console;

namespace Enrollments;

/// <summary>Shows the results of the run.</summary>
static class SummaryView
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Show(IAnsiConsole console, EnrollmentRun run, EnrollmentTally tally, int? schemaId)
    {
        Table summary = new Table().Title("Summary").HideHeaders().AddColumns("", "");
        Add(summary, "published", Number(tally.Published));
        foreach ((string handler, int count) in tally.HandledBy.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(summary, $"handled by {handler}", Number(count));
        }

        Add(summary, "seats announced", Number(tally.Announcements));
        Add(summary, "publishing", $"{Number(tally.Published / run.PublishTime.TotalSeconds)} events/s");
        Add(summary, "publishing and handling", $"{Number(tally.Published / run.TotalTime.TotalSeconds)} events/s");
        if (schemaId is { } id)
        {
            Add(summary, "schema id", id.ToString(CultureInfo.InvariantCulture));
        }

        if (run.First is PublishResult.Delivered first)
        {
            string position = first.Messages[0].EntryId is { } entry ? entry : $"[{first.Partition}] @{first.Offset}";
            Add(summary, "first event", $"{first.EventId} in {first.Topic} {position}");
        }

        Add(summary, "a decoded event", JsonSerializer.Serialize(tally.Sample, Indented));
        Add(summary, "the same in a log", $"{tally.Sample}");
        console.Write(summary);
    }

    public static void ShowDisabled(IAnsiConsole console, string reason)
    {
        console.MarkupLineInterpolated($"[yellow]Nothing was published:[/] {reason}.");
        console.WriteLine("Turn it on under FeatureManagement in samples/Enrollments/appsettings.json and run again.");
    }

    private static void Add(Table table, string name, string value) => table.AddRow(new Text(name), new Text(value));

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
