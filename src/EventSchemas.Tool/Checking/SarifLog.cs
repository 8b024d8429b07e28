using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Writes a check's report as SARIF 2.1.0.</summary>
static class SarifLog
{
    private const string SourceRoot = "%SRCROOT%";

    public static void Write(ToolEnvironment environment, CheckReport report)
    {
        Rule[] rules =
        [
            .. report.Findings.Select(finding => finding.Rule).OfType<Rule>().Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal),
        ];
        environment.WriteJson(new Dictionary<string, object>
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new[]
            {
                new
                {
                    Tool = new
                    {
                        Driver = new
                        {
                            Name = "eventschemas",
                            SemanticVersion = ToolVersion.Text,
                            InformationUri = ToolVersion.Repository,
                            Rules = rules.Select(rule => new
                            {
                                rule.Id,
                                ShortDescription = new { Text = rule.Title },
                                FullDescription = new { Text = rule.Purpose },
                                HelpUri = rule.HelpLink,
                                DefaultConfiguration = new { Level = LevelOf(rule.Severity) },
                            }),
                        },
                    },
                    ColumnKind = "utf16CodeUnits",
                    Results = report.Findings.Select(finding => ResultOf(finding, rules)),
                },
            },
        });
    }

    private static object ResultOf(CheckFinding finding, Rule[] rules) => new
    {
        RuleId = finding.Name,
        RuleIndex = finding.Rule is { } rule ? Array.IndexOf(rules, rule) : (int?)null,
        Level = LevelOf(finding.Severity),
        Message = new { Text = finding.Message },
        Locations = finding.File is null ? null : new[] { LocationOf(finding) },
        PartialFingerprints = new Dictionary<string, string> { ["eventschemas/v1"] = Fingerprint.Of(finding) },
    };

    private static object LocationOf(CheckFinding finding) => new
    {
        PhysicalLocation = new
        {
            ArtifactLocation = new { Uri = UriOf(finding.File!), UriBaseId = SourceRoot },
            Region = finding.Line is { } line ? new { StartLine = line } : null,
        },
    };

    private static string UriOf(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string LevelOf(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        _ => "note",
    };
}
