using EventSchemas.Contracts;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Writes a check's report for people.</summary>
static class CheckText
{
    private const int Indentation = 2;

    public static void Write(ToolEnvironment environment, CheckReport report)
    {
        int width = environment.Out.Profile.Width;
        foreach (IGrouping<string, CheckFinding> assembly in report.Findings.GroupBy(finding => finding.Assembly))
        {
            environment.Out.MarkupLineInterpolated($"[bold]{assembly.Key}[/]");
            foreach (CheckFinding finding in assembly)
            {
                string colour = ColourOf(finding.Severity);
                string severity = WordOf(finding.Severity);
                environment.Out.MarkupLineInterpolated(
                    $"[{colour}]{severity}[/] {finding.Name}{(finding.EventType is { } eventType ? $" {eventType}" : "")}");
                foreach (string line in WrappedText.Lines(finding.Message, width, Indentation))
                {
                    environment.WriteText(line);
                }

                string[] links =
                [
                    .. finding.File is { } file ? new[] { $"{file}{(finding.Line is { } number ? $":{number}" : "")}" } : [],
                    .. finding.Rule is { } rule ? new[] { rule.HelpLink } : [],
                ];
                foreach (string link in links)
                {
                    environment.WriteText($"  {link}");
                }

                environment.WriteText("");
            }
        }

        environment.WriteText(Summary(report));
    }

    private static string Summary(CheckReport report)
    {
        string what = $"{Counted(report.EventCount, "event")} in {Counted(report.Assemblies.Count, "project")}";
        string[] counts =
        [
            .. new[] { RuleSeverity.Error, RuleSeverity.Warning, RuleSeverity.Info }
                .Where(severity => report.Count(severity) > 0)
                .Select(severity => Counted(report.Count(severity), WordOf(severity))),
        ];
        return counts.Length == 0 ? $"{what}: nothing found." : $"{what}: {string.Join(", ", counts)}.";
    }

    private static string Counted(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static string WordOf(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        _ => "note",
    };

    private static string ColourOf(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "red",
        RuleSeverity.Warning => "yellow",
        _ => "blue",
    };
}
