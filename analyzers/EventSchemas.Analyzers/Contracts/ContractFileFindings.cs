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
        else if (!path.IsSchema && texts.Contract(file, context.CancellationToken)?.Contract is { } contract && contract.EventType != path.EventType)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ContractUnreadable, ContractTexts.At(file, 1, 1), $"it says that it is the contract of '{contract.EventType}'"));
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
        if ((set.Schema ?? set.Shipped.Values.LastOrDefault()) == file && !analysis.Events.Any(e => e.Declaration.EventType == path.EventType))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ContractOrphaned, place, path.EventType));
        }

        if (set.Duplicates.Contains(file))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ContractDuplicate, place, [Location.Create(set.Schema!.Path, default, default)], path.EventType, set.Schema.Path));
        }

        if (path.Number is { } number && WhatIsNotAsShipped(set, number, file, texts, context.CancellationToken) is { } problem)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ShippedVersionEdited, place, number, path.EventType, problem));
        }
    }

    private static string? WhatIsNotAsShipped(ContractSet set, int number, AdditionalText file, ContractTexts texts, CancellationToken cancellationToken)
    {
        if (number > 1 && !set.Shipped.ContainsKey(number - 1))
        {
            return FormattableString.Invariant($"version {number - 1} before it is missing");
        }

        if (!set.ShippedContracts.TryGetValue(number, out AdditionalText? beside))
        {
            return FormattableString.Invariant($"{number}.contract.json beside it is missing");
        }

        bool isEdited = texts.Schema(file, cancellationToken)?.Schema is { } schema
            && texts.Contract(beside, cancellationToken)?.Contract is { } shipped
            && shipped.Sha256 != ContractFile.HashOf(schema);
        return isEdited ? FormattableString.Invariant($"its schema no longer fits the hash in {number}.contract.json") : null;
    }
}
