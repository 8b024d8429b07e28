using EventSchemas.Assemblies;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What a check found.</summary>
/// <param name="Assemblies">The assemblies that were checked.</param>
/// <param name="Findings">The findings, assembly by assembly.</param>
sealed record CheckReport(IReadOnlyList<CheckedAssembly> Assemblies, IReadOnlyList<CheckFinding> Findings)
{
    /// <summary>The number of events that were checked.</summary>
    public int EventCount => Assemblies.Sum(assembly => assembly.EventTypes.Count);

    /// <summary>The number of findings with a severity.</summary>
    public int Count(RuleSeverity severity) => Findings.Count(finding => finding.Severity == severity);
}

/// <summary>An assembly that was checked.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="EventTypes">Its events.</param>
sealed record CheckedAssembly(string Name, IReadOnlyList<string> EventTypes);

/// <summary>A finding, with its place as a reader of the output needs it.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Rule">The rule; null where none is about it.</param>
/// <param name="Severity">How severe it is.</param>
/// <param name="EventType">The event; null where it isn't about a single one.</param>
/// <param name="File">The file, relative to the repository, with slashes.</param>
/// <param name="Line">The line in it; null where it isn't known.</param>
/// <param name="Message">What a person is told.</param>
sealed record CheckFinding(
    string Assembly, Rule? Rule, RuleSeverity Severity, string? EventType, string? File, int? Line, string Message)
{
    /// <summary>The finding of an outcome.</summary>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="root">The folder that paths are relative to.</param>
    /// <param name="outcome">The outcome.</param>
    public static CheckFinding Of(string assembly, string root, Outcome outcome) => new(
        assembly,
        outcome.Rule is { } rule ? Rules.Of(rule) : null,
        outcome.Severity,
        outcome.EventType,
        outcome.File is { } file ? Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/') : null,
        outcome.Line,
        outcome.Message);

    /// <summary>The rule's id, or a word for what belongs to no rule.</summary>
    public string Name => Rule?.Id ?? "contracts";
}
