using System.Globalization;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Writes a check's report as workflow commands, which GitHub shows at the lines of a pull request.</summary>
static class GitHubAnnotations
{
    public static void Write(ToolEnvironment environment, CheckReport report)
    {
        foreach (CheckFinding finding in report.Findings)
        {
            string[] properties =
            [
                .. finding.File is { } file ? new[] { $"file={Property(file)}" } : [],
                .. finding.Line is { } line ? new[] { $"line={line.ToString(CultureInfo.InvariantCulture)}" } : [],
                $"title={Property(finding.EventType is { } eventType ? $"{finding.Name} {eventType}" : finding.Name)}",
            ];
            string help = finding.Rule is { } rule ? $" {rule.HelpLink}" : "";
            environment.WriteText($"::{CommandOf(finding.Severity)} {string.Join(',', properties)}::{Data(finding.Message + help)}");
        }
    }

    private static string CommandOf(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        _ => "notice",
    };

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
