using System.Reflection;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers.Tests;

/// <summary>All analyzers and fixes, found as a compiler and an editor find them, so that tests include all of them.</summary>
static class TestedRules
{
    public static Type[] AnalyzerTypes { get; } = Having<DiagnosticAnalyzerAttribute>(typeof(FeatureFlagAnalyzer).Assembly);

    public static Type[] FixTypes { get; } = Having<ExportCodeFixProviderAttribute>(typeof(AddFeatureFlagFix).Assembly);

    /// <summary>The rules by id.</summary>
    public static IReadOnlyDictionary<string, DiagnosticDescriptor> ById { get; } =
        CreateAnalyzers()
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .DistinctBy(rule => rule.Id)
            .ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    public static IEnumerable<DiagnosticAnalyzer> CreateAnalyzers() =>
        AnalyzerTypes.Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);

    public static IEnumerable<CodeFixProvider> CreateFixes() =>
        FixTypes.Select(type => (CodeFixProvider)Activator.CreateInstance(type)!);

    private static Type[] Having<TAttribute>(Assembly assembly)
        where TAttribute : Attribute =>
        [
            .. assembly.GetTypes()
                .Where(type => type.GetCustomAttribute<TAttribute>() is not null)
                .OrderBy(type => type.Name, StringComparer.Ordinal),
        ];
}
