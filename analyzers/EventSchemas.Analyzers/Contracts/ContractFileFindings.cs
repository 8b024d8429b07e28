using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Reports what is wrong with contract files, in the files themselves (EVS2003 to EVS2005, EVS2007, EVS3201).</summary>
static class ContractFileFindings
{
    /// <summary>Reports a text that can't be read, and a retirement without a reason.</summary>
    public static void ReportUnreadable(AdditionalFileAnalysisContext context, ContractTexts texts)
    {
        AdditionalText file = context.AdditionalFile;
        string? folder = EventSettings.ContractFolderOf(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        if (ContractPath.Of(file.Path, folder) is not { } path)
        {
            return;
        }

        AvroSchemaException? problem = path.IsSchema ? texts.Schema(file, context.CancellationToken)?.Problem
            : path.IsRetirement ? ContractTexts.Retirement(file, context.CancellationToken)?.Problem
            : texts.Contract(file, context.CancellationToken)?.Problem;
        if (problem is not null)
        {
            Report(context, RuleIds.ContractUnreadable, ContractTexts.At(file, problem.Line, problem.Column), problem.Problem);
        }
        else if (path.IsRetirement
            && ContractTexts.Retirement(file, context.CancellationToken) is { Value: { } retirement }
            && string.IsNullOrWhiteSpace(retirement.Reason))
        {
            Report(context, RuleIds.JustificationIncomplete, ContractTexts.StartOf(file), "has no reason: say why nobody needs the event");
        }
        else if (path is { IsSchema: false, IsRetirement: false }
            && texts.Contract(file, context.CancellationToken)?.Value?.EventType is { } eventType
            && eventType != path.EventType)
        {
            Report(context, RuleIds.ContractUnreadable, ContractTexts.At(file, 1, 1), $"it says that it is the contract of '{eventType}'");
        }
    }

    /// <summary>Reports a file without an event, a second file for one event, and a file that was edited after it was shipped.</summary>
    public static void Report(AdditionalFileAnalysisContext context, EventAnalysis analysis, ContractTexts texts)
    {
        AdditionalText file = context.AdditionalFile;
        Location place = ContractTexts.StartOf(file);
        ContractPath? known = ContractPath.Of(file.Path, analysis.Files.Folder);
        if (MisplacedFile.Of(file.Path, known, analysis.Files.Folder, HasSchema) is { } misplaced)
        {
            Report(context, RuleIds.ShippedVersionEdited, place, misplaced.Name, misplaced.EventType, misplaced.Problem);
        }

        bool HasSchema(ContractPath version) => analysis.Files.Of(version.EventType).Shipped.ContainsKey(version.Number!.Value);

        if (known is not { IsSchema: true } path)
        {
            return;
        }

        EventContractFiles files = analysis.Files.Of(path.EventType);
        if ((files.Schema ?? files.Shipped.Values.LastOrDefault()) == file
            && !analysis.Missing.AreUnknown
            && !analysis.Events.Any(e => e.Declaration.EventType == path.EventType))
        {
            ReportWithoutEvent(context, analysis, path.EventType, place);
        }

        if (files.Duplicates.Contains(file))
        {
            AdditionalText first = files.Schema!;
            context.ReportDiagnostic(Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.ContractDuplicate),
                place,
                [ContractTexts.StartOf(first)],
                path.EventType,
                first.Path,
                "this one"));
        }

        if (path.Number is { } number
            && ProblemOfShipped(files, number, () => EditedProblemOf(files, number, texts, context.CancellationToken)) is { } problem)
        {
            Report(context, RuleIds.ShippedVersionEdited, place, number, path.EventType, problem);
        }
    }

    /// <summary>
    /// What is reported in the files of a declared event, for its record: where an editor offers no fixes in such files, it offers them
    /// there.
    /// </summary>
    /// <param name="eventType">The event.</param>
    /// <param name="files">Its files.</param>
    /// <param name="history">What they say; null where the accepted one can't be read.</param>
    public static IEnumerable<ContractFileProblem> Of(string eventType, EventContractFiles files, ContractHistory? history)
    {
        foreach (AdditionalText second in files.Duplicates)
        {
            yield return new ContractFileProblem(
                RuleIds.ContractDuplicate, ContractTexts.StartOf(second), eventType, files.Schema!.Path, second.Path);
        }

        foreach (KeyValuePair<int, AdditionalText> version in files.Shipped)
        {
            ContractVersion? read = history?.Released.FirstOrDefault(one => one.Number == version.Key);
            if (ProblemOfShipped(files, version.Key, () => read?.EditedProblem) is { } problem)
            {
                yield return new ContractFileProblem(
                    RuleIds.ShippedVersionEdited, ContractTexts.StartOf(version.Value), version.Key, eventType, problem);
            }
        }
    }

    private static void ReportWithoutEvent(
        AdditionalFileAnalysisContext context, EventAnalysis analysis, string eventType, Location place)
    {
        if (analysis.Missing.InFile(eventType) is { } missing)
        {
            Report(context, RuleIds.EventMissing, place, missing.Arguments(formerRecord: null));
        }
        else if (!analysis.Missing.Contains(eventType) && analysis.Files.Of(eventType).Retirement is null)
        {
            Report(context, RuleIds.ContractOrphaned, place, eventType);
        }
    }

    private static void Report(AdditionalFileAnalysisContext context, string rule, Location place, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.Of(rule), place, arguments));

    private static string? ProblemOfShipped(EventContractFiles files, int number, Func<string?> edited) =>
        ContractVersion.ProblemOfShipped(
            number, files.Shipped.ContainsKey(number - 1), files.ShippedContracts.ContainsKey(number), edited);

    private static string? EditedProblemOf(
        EventContractFiles files, int number, ContractTexts texts, CancellationToken cancellationToken) =>
        texts.Schema(files.Shipped[number], cancellationToken)?.Value is { } schema
        && texts.Contract(files.ShippedContracts[number], cancellationToken)?.Value is { } shipped
            ? ContractVersion.EditedProblemOf(number, schema, shipped)
            : null;
}

/// <summary>Something that is wrong with a contract file.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="File">The start of the file.</param>
/// <param name="Arguments">The arguments of the rule's message.</param>
sealed record ContractFileProblem(string Rule, Location File, params object[] Arguments);
