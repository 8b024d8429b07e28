using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers;

/// <summary>Parses contract files.</summary>
/// <param name="schemas">The schema in a text; null where the compiler can't give it now.</param>
/// <param name="contracts">The contract in a text; null where the compiler can't give it now.</param>
sealed class ContractTexts(Func<SourceText, ParsedText<AvroSchema>?> schemas, Func<SourceText, ParsedText<ContractFile>?> contracts)
{
    /// <summary>The schema in a file, or what is wrong with it; null where there is no file, or none with a text.</summary>
    public ParsedText<AvroSchema>? Schema(AdditionalText? file, CancellationToken cancellationToken) =>
        file?.GetText(cancellationToken) is { } text ? schemas(text) : null;

    /// <summary>The contract in a file, or what is wrong with it; null where there is no file, or none with a text.</summary>
    public ParsedText<ContractFile>? Contract(AdditionalText? file, CancellationToken cancellationToken) =>
        file?.GetText(cancellationToken) is { } text ? contracts(text) : null;

    /// <summary>The retirement in a file, or what is wrong with it; null where there is no file, or none with a text.</summary>
    public static ParsedText<Retirement>? Retirement(AdditionalText? file, CancellationToken cancellationToken) =>
        file?.GetText(cancellationToken) is { } text ? Contracts.Retirement.Parse(text.ToString()) : null;

    /// <summary>
    /// The versions in an event's files; null where the accepted one can't be read. One that was shipped and can't be read is left out.
    /// </summary>
    public ContractHistory? HistoryOf(EventContractFiles files, CancellationToken cancellationToken)
    {
        ParsedText<AvroSchema>? accepted = Schema(files.Schema, cancellationToken);
        if (accepted is { Value: null })
        {
            return null;
        }

        var shipped = new List<ContractVersion>();
        foreach (KeyValuePair<int, AdditionalText> version in files.Shipped)
        {
            if (Schema(version.Value, cancellationToken)?.Value is { } schema)
            {
                AdditionalText? beside = files.ShippedContracts.TryGetValue(version.Key, out AdditionalText? file) ? file : null;
                shipped.Add(ContractVersion.Shipped(version.Key, version.Value.Path, schema, Contract(beside, cancellationToken)?.Value));
            }
        }

        return new ContractHistory(
            accepted is null
                ? null
                : ContractVersion.Accepted(files.Schema!.Path, accepted.Value!, Contract(files.Contract, cancellationToken)?.Value),
            shipped)
        {
            Retirement = Retirement(files.Retirement, cancellationToken)?.Value,
        };
    }

    /// <summary>The first of an event's files that can't be read; null where all can.</summary>
    public UnreadableFile? UnreadableOf(EventContractFiles files, CancellationToken cancellationToken)
    {
        IEnumerable<AdditionalText?> schemas = files.Shipped.Values.Prepend(files.Schema);
        IEnumerable<AdditionalText?> contracts = files.ShippedContracts.Values.Prepend(files.Contract);
        IEnumerable<(AdditionalText? File, AvroSchemaException? Problem)> all =
        [
            .. schemas.Select(file => (file, Schema(file, cancellationToken)?.Problem)),
            .. contracts.Select(file => (file, Contract(file, cancellationToken)?.Problem)),
            (files.Retirement, Retirement(files.Retirement, cancellationToken)?.Problem),
        ];
        return all.FirstOrDefault(item => item.Problem is not null) is ({ } unreadable, { } problem)
            ? new UnreadableFile(At(unreadable, problem.Line, problem.Column), problem.Problem)
            : null;
    }

    /// <summary>Where the version that a finding names has what was edited.</summary>
    public static Location Locate(VerdictFinding finding, EventContractFiles files, CancellationToken cancellationToken)
    {
        AdditionalText file = finding.Version.Number is { } number ? files.Shipped[number] : files.Schema!;
        if (finding.OldPointer is null)
        {
            return StartOf(file);
        }

        if (file.GetText(cancellationToken) is not { } text)
        {
            return Location.None;
        }

        AvroJson place = AvroSchemaDocument.Parse(text.ToString()).Locate(finding.OldPointer);
        return At(file, place.Line, place.Column);
    }

    /// <summary>The start of a file.</summary>
    public static Location StartOf(AdditionalText file) => Location.Create(file.Path, default, default);

    /// <summary>A place in a file, by line and column from 1.</summary>
    public static Location At(AdditionalText file, int line, int column)
    {
        LinePosition position = new(Math.Max(line - 1, 0), Math.Max(column - 1, 0));
        return Location.Create(file.Path, default, new LinePositionSpan(position, position));
    }
}
