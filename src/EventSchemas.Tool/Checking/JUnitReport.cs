using System.Globalization;
using System.Xml.Linq;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Writes a check's report as JUnit XML: a test for each event, which fails with each of its findings.</summary>
static class JUnitReport
{
    public static void Write(ToolEnvironment environment, CheckReport report)
    {
        XElement[] suites = [.. report.Assemblies.Select(assembly => SuiteOf(assembly, report))];
        var root = new XElement(
            "testsuites",
            new XAttribute("name", "eventschemas check"),
            new XAttribute("tests", Sum(suites, "tests")),
            new XAttribute("failures", Sum(suites, "failures")),
            suites);
        environment.WriteText("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString().ReplaceLineEndings("\n"));
    }

    private static XElement SuiteOf(CheckedAssembly assembly, CheckReport report)
    {
        CheckFinding[] findings = [.. report.Findings.Where(finding => finding.Assembly == assembly.Name)];
        ILookup<string, CheckFinding> byTest = findings.ToLookup(finding => finding.EventType ?? finding.Name);
        string[] tests = [.. assembly.EventTypes.Union(byTest.Select(test => test.Key))];
        return new XElement(
            "testsuite",
            new XAttribute("name", assembly.Name),
            new XAttribute("tests", tests.Length),
            new XAttribute("failures", byTest.Count),
            tests.Select(test => new XElement(
                "testcase",
                new XAttribute("classname", assembly.Name),
                new XAttribute("name", test),
                byTest[test].Any() ? FailureOf([.. byTest[test]]) : null)));
    }

    // One failure for a test, as readers of JUnit expect it.
    private static XElement FailureOf(CheckFinding[] findings) => new(
        "failure",
        new XAttribute("type", string.Join(", ", findings.Select(finding => finding.Name).Distinct())),
        new XAttribute("message", Clean(findings[0].Message)),
        Clean(string.Join("\n\n", findings.Select(TextOf))));

    private static string TextOf(CheckFinding finding)
    {
        string place = finding.File is null ? ""
            : finding.Line is { } line ? $"\n{finding.File}:{line.ToString(CultureInfo.InvariantCulture)}"
            : $"\n{finding.File}";
        return $"{finding.Name}: {finding.Message}{place}{(finding.Rule is { } rule ? $"\n{rule.HelpLink}" : "")}";
    }

    // What XML can't say, even escaped.
    private static string Clean(string text) => string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));

    private static int Sum(XElement[] suites, string name) => suites.Sum(suite => (int)suite.Attribute(name)!);
}
