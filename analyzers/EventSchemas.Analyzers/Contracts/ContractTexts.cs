using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers;

/// <summary>Parses contract files.</summary>
/// <param name="schemas">The schema in a text; null where it can't be had now.</param>
/// <param name="contracts">The contract in a text; null where it can't be had now.</param>
sealed class ContractTexts(Func<SourceText, Baseline?> schemas, Func<SourceText, ParsedContract?> contracts)
{
    /// <summary>The schema in a file, or what is wrong with it; null where there is no file, or none with a text.</summary>
    public Baseline? Schema(AdditionalText? file, CancellationToken cancellationToken) =>
        file?.GetText(cancellationToken) is { } text ? schemas(text) : null;

    /// <summary>The contract in a file, or what is wrong with it; null where there is no file, or none with a text.</summary>
    public ParsedContract? Contract(AdditionalText? file, CancellationToken cancellationToken) =>
        file?.GetText(cancellationToken) is { } text ? contracts(text) : null;

    /// <summary>Where a version has what a location leads to.</summary>
    public static Location Locate(ContractVersion version, string location, CancellationToken cancellationToken)
    {
        if (version.File.GetText(cancellationToken) is not { } text)
        {
            return Location.None;
        }

        AvroJson place = AvroSchemaDocument.Parse(text.ToString()).Locate(location);
        return At(version.File, place.Line, place.Column);
    }

    /// <summary>A place in a file, by line and column from 1.</summary>
    public static Location At(AdditionalText file, int line, int column)
    {
        LinePosition position = new(Math.Max(line - 1, 0), Math.Max(column - 1, 0));
        return Location.Create(file.Path, default, new LinePositionSpan(position, position));
    }
}
