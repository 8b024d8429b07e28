using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Runs analyzers. The test fails if one of them fails.</summary>
static class Analysis
{
    /// <summary>An analysis of a compilation including generated code.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="analyzers">The analyzers.</param>
    /// <param name="options">The additional files and settings of the project.</param>
    /// <param name="input">The input that is reported with the failure of an analyzer.</param>
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

    /// <summary>The diagnostics of all rules for a compilation with additional files.</summary>
    public static Task<ImmutableArray<Diagnostic>> AllAsync(
        Compilation compilation, IEnumerable<(string Path, string Text)> files, string input)
    {
        return AllAsync(compilation, files, [], input);
    }

    /// <summary>What all rules report about a compilation that has additional files and settings, in an editor.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AllAsync(
        Compilation compilation,
        IEnumerable<(string Path, string Text)> files,
        IEnumerable<(string Key, string Value)> settings,
        string input)
    {
        var options = new AnalyzerOptions(
            [.. files.Select(file => new InMemoryFile(file.Path, file.Text))],
            new InMemorySettings([("build_property.DesignTimeBuild", "true"), .. settings]));
        ImmutableArray<Diagnostic> found = await Of(compilation, [.. TestedRules.CreateAnalyzers()], options, input)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "EVS1901");
        return found;
    }
}
