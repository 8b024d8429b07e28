using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Reports what is wrong with contract files, in the files themselves (EVS2003 to EVS2005, EVS2007).</summary>
static class ContractFileFindings
{
    /// <summary>Reports a text that can't be read.</summary>
    public static void ReportUnreadable(AdditionalFileAnalysisContext context, ContractTexts texts)
    {
        AdditionalText file = context.AdditionalFile;
        if (ContractPath.Of(file.Path) is not { } path)
        {
            return;
        }

        AvroSchemaException? problem = path.IsSchema
            ? texts.Schema(file, context.CancellationToken)?.Problem
            : texts.Contract(file, context.CancellationToken)?.Problem;
        if (problem is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ContractUnreadable, ContractTexts.At(file, problem.Line, problem.Column), problem.Problem));
        }
    }

    /// <summary>Reports a file that has no event, is one too many, or was edited after it was shipped.</summary>
    public static void Report(AdditionalFileAnalysisContext context, EventAnalysis analysis, ContractTexts texts)
    {
        AdditionalText file = context.AdditionalFile;
        if (ContractPath.Of(file.Path) is not { IsSchema: true } path || analysis.Files.Of(path.EventType) is not { } set)
        {
            return;
        }

        Location place = Location.Create(file.Path, default, default);
        if (set.Schema == file && !analysis.Events.Any(e => e.Declaration.EventType == path.EventType))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ContractOrphaned, place, path.EventType));
        }

        if (set.Duplicates.Contains(file))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ContractDuplicate, place, [Location.Create(set.Schema!.Path, default, default)], path.EventType, set.Schema.Path));
        }

        if (path.Number is { } number && IsEdited(set, number, file, texts, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ShippedVersionEdited, place, number, path.EventType));
        }
    }

    private static bool IsEdited(ContractSet set, int number, AdditionalText file, ContractTexts texts, CancellationToken cancellationToken) =>
        set.ShippedContracts.TryGetValue(number, out AdditionalText? beside)
        && texts.Schema(file, cancellationToken)?.Schema is { } schema
        && texts.Contract(beside, cancellationToken)?.Contract is { } shipped
        && shipped.Sha256 != ContractFile.HashOf(schema);
}
