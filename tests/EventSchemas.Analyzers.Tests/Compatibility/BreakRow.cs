using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>An edit, and what a rule says about it.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Before">The event as it was shipped.</param>
/// <param name="After">The event now; what is underlined is marked.</param>
/// <param name="Severity">How loud it is.</param>
/// <param name="Place">The contract file that has what was edited.</param>
/// <param name="Line">The line there, from 1.</param>
/// <param name="Column">The column.</param>
/// <param name="Message">What it says.</param>
public sealed record BreakRow(string Id, string Before, string After, DiagnosticSeverity Severity, string Place, int Line, int Column, string Message)
{
    public override string ToString() => Id;
}
