using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers.Benchmarks;

/// <summary>Analyzes compilations like an editor and like a build.</summary>
static class Analysis
{
    private static readonly AnalyzerOptions Options = new(
        [.. LargeProject.ContractFiles().Select(file => new InMemoryFile(file.Path, file.Text))]);

    private static readonly CompilationWithAnalyzersOptions Running = new(
        Options,
        onAnalyzerException: (e, _, _) => throw new InvalidOperationException("An analyzer failed.", e),
        concurrentAnalysis: false,
        logAnalyzerExecutionTime: false);

    /// <summary>New instances of all analyzers, without any cached state.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> CreateRules() =>
    [
        .. typeof(EventAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The diagnostics of a build.</summary>
    public static ImmutableArray<Diagnostic> All(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        compilation.WithAnalyzers(analyzers, Running).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    /// <summary>The diagnostics of an editor in one file.</summary>
    public static ImmutableArray<Diagnostic> In(SyntaxTree tree, Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        compilation.WithAnalyzers(analyzers, Running)
            .GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), filterSpan: null, CancellationToken.None)
            .GetAwaiter().GetResult();
}
