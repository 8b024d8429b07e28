using System.Text.Json;

namespace EventSchemas.Package.Tests;

/// <summary>The diagnostics about events in a compiler's error log, in SARIF 2.1.</summary>
static class Sarif
{
    /// <summary>The results of EventSchemas' rules.</summary>
    public static IReadOnlyList<SarifResult> Read(string text)
    {
        using JsonDocument log = JsonDocument.Parse(text);
        JsonElement run = log.RootElement.GetProperty("runs")[0];
        JsonElement rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        return
        [
            .. run.GetProperty("results").EnumerateArray()
                .Where(result => result.GetProperty("ruleId").GetString()!.StartsWith("EVS", StringComparison.Ordinal))
                .Select(result => Of(result, rules[result.GetProperty("ruleIndex").GetInt32()])),
        ];
    }

    private static SarifResult Of(JsonElement result, JsonElement rule) => new(
        result.GetProperty("ruleId").GetString()!,
        result.GetProperty("level").GetString()!,
        Path.GetFileName(
            result.GetProperty("locations")[0]
                .GetProperty("physicalLocation")
                .GetProperty("artifactLocation")
                .GetProperty("uri")
                .GetString()!),
        rule.GetProperty("id").GetString()!,
        rule.GetProperty("helpUri").GetString()!);
}
