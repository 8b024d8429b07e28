using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>The ways in which a check's report is written.</summary>
static class CheckFormats
{
    /// <summary>The format for people.</summary>
    public const string Text = "text";

    /// <summary>The format of <c>--json</c>.</summary>
    public const string Json = "json";

    private static readonly Dictionary<string, Action<ToolEnvironment, CheckReport>> ByName = new(StringComparer.Ordinal)
    {
        [Text] = CheckText.Write,
        [Json] = WriteJson,
        ["sarif"] = SarifLog.Write,
        ["junit"] = JUnitReport.Write,
        ["github"] = GitHubAnnotations.Write,
        ["gitlab"] = GitLabCodeQuality.Write,
    };

    /// <summary>The names of the formats.</summary>
    public static string[] Names => [.. ByName.Keys];

    /// <summary>Writes a report.</summary>
    public static void Write(ToolEnvironment environment, string format, CheckReport report) => ByName[format](environment, report);

    private static void WriteJson(ToolEnvironment environment, CheckReport report) => environment.WriteJson(new
    {
        report.Assemblies,
        Events = report.EventCount,
        Errors = report.Count(RuleSeverity.Error),
        Warnings = report.Count(RuleSeverity.Warning),
        Findings = report.Findings.Select(finding => new
        {
            Rule = finding.Rule?.Id,
            finding.Severity,
            finding.Assembly,
            finding.EventType,
            finding.File,
            finding.Line,
            finding.Message,
            Help = finding.Rule?.HelpLink,
        }),
    });
}
