using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers;

/// <summary>Parses contract files; the compiler keeps what comes of a text for as long as the text is the same, whatever is typed elsewhere.</summary>
sealed class ContractTexts(AnalysisContext context)
{
    private static readonly SourceTextValueProvider<Baseline> Schemas = new(text => Baseline.Parse(text.ToString()));
    private static readonly SourceTextValueProvider<(ContractFile? Contract, string? Problem)> Contracts = new(text => ContractFile.Parse(text.ToString()));

    /// <summary>The schema in a text, or what is wrong with it.</summary>
    public Baseline? Schema(SourceText text) => context.TryGetValue(text, Schemas, out Baseline? baseline) ? baseline : null;

    /// <summary>The contract in a text, or what is wrong with it.</summary>
    public (ContractFile? Contract, string? Problem) Contract(SourceText text) => context.TryGetValue(text, Contracts, out var contract) ? contract : default;
}
