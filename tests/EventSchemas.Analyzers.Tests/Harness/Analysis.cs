using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Runs analyzers. One that fails takes the test with it.</summary>
static class Analysis
{
    /// <summary>An analysis of a compilation with what the generator adds to it.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="analyzers">The analyzers.</param>
    /// <param name="options">The additional files and settings of the project.</param>
    /// <param name="input">What the failure of an analyzer is reported with.</param>
    public static CompilationWithAnalyzers Of(
        Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options, string input = "")
    {
        var running = new CompilationWithAnalyzersOptions(
            options,
            onAnalyzerException: (e, analyzer, _) => throw new InvalidOperationException($"{analyzer.GetType().Name} failed. {input}", e),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        return compilation.WithAnalyzers(analyzers, running);
    }

    /// <summary>What all rules report about a compilation that has additional files.</summary>
    public static Task<ImmutableArray<Diagnostic>> AllAsync(
        Compilation compilation, IEnumerable<(string Path, string Text)> files, string input)
    {
        var options = new AnalyzerOptions([.. files.Select(file => new InMemoryFile(file.Path, file.Text))]);
        return Of(compilation, [.. TestedRules.CreateAnalyzers()], options, input)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }
}
