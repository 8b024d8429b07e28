using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Writes a check's report as GitLab's code quality report.</summary>
static class GitLabCodeQuality
{
    public static void Write(ToolEnvironment environment, CheckReport report) => environment.WriteJson(
        report.Findings.Select(finding => new Dictionary<string, object>
        {
            ["description"] = finding.Message,
            ["check_name"] = finding.Name,
            ["fingerprint"] = Fingerprint.Of(finding),
            ["severity"] = SeverityOf(finding.Severity),
            // GitLab shows no finding without a place.
            ["location"] = new { Path = finding.File ?? finding.Assembly, Lines = new { Begin = finding.Line ?? 1 } },
        }));

    private static string SeverityOf(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "major",
        RuleSeverity.Warning => "minor",
        _ => "info",
    };
}
