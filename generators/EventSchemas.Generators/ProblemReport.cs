using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Generators;

/// <summary>Reports problems at the types that they name.</summary>
static class ProblemReport
{
    /// <summary>Registers the report of all problems.</summary>
    public static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ImmutableArray<SourceProblem>> read,
        IncrementalValueProvider<ImmutableArray<SourceProblem>> built,
        IncrementalValueProvider<ImmutableArray<SourceProblem>> handlers) =>
        context.RegisterSourceOutput(
            read.Combine(built).Combine(handlers).Combine(context.CompilationProvider),
            static (context, item) =>
            {
                SourceProblem[] problems = [.. item.Left.Left.Left, .. item.Left.Left.Right, .. item.Left.Right];
                foreach (Diagnostic diagnostic in Diagnostics(problems, item.Right, context.CancellationToken))
                {
                    context.ReportDiagnostic(diagnostic);
                }
            });

    /// <summary>The diagnostic of a fault that no single type has.</summary>
    public static Diagnostic Fault(string name, Exception exception) =>
        Diagnostic.Create(RuleDescriptors.Of(RuleIds.InternalError), Location.None, [.. FaultBoundary.Arguments(name, exception)]);

    private static IEnumerable<Diagnostic> Diagnostics(
        SourceProblem[] problems, Compilation compilation, CancellationToken cancellationToken)
    {
        // The version of the language is one fact, however many events there are.
        IEnumerable<SourceProblem> language = problems
            .Where(problem => problem.Rule == RuleIds.LanguageTooOld)
            .OrderBy(problem => problem.TypeName, StringComparer.Ordinal)
            .Take(1);
        foreach (SourceProblem problem in problems.Where(problem => problem.Rule != RuleIds.LanguageTooOld).Distinct().Concat(language))
        {
            INamedTypeSymbol? type = compilation.Assembly.GetTypeByMetadataName(problem.TypeName);
            IEnumerable<Diagnostic> found = problem.Rule == RuleIds.HandledTypeIsNotEvent
                ? type is null ? [] : HandledTypesOf(type, compilation, cancellationToken)
                :
                [
                    Diagnostic.Create(
                        RuleDescriptors.Of(problem.Rule),
                        type?.Locations.FirstOrDefault(location => location.IsInSource) ?? Location.None,
                        [.. problem.Arguments]),
                ];
            foreach (Diagnostic diagnostic in found)
            {
                yield return diagnostic;
            }
        }
    }

    private static IEnumerable<Diagnostic> HandledTypesOf(
        INamedTypeSymbol handler, Compilation compilation, CancellationToken cancellationToken) => handler.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax(cancellationToken))
        .OfType<TypeDeclarationSyntax>()
        .SelectMany(syntax => syntax.BaseList?.Types ?? [])
        .SelectMany(entry => HandledTypes.Others(entry, compilation.GetSemanticModel(entry.SyntaxTree), cancellationToken))
        .Select(found => Diagnostic.Create(
            RuleDescriptors.Of(RuleIds.HandledTypeIsNotEvent), found.Place.GetLocation(), [.. found.Arguments]));
}
