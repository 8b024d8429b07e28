using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads the shipped versions of an event from the project's contract files.</summary>
static class OlderVersions
{
    /// <summary>Whether a file belongs to a shipped version.</summary>
    public static bool IsShipped(AdditionalText file) => ContractPath.Of(file.Path, contractFolder: null) is { Number: not null };

    /// <summary>The versions of an event, the newest first. Those that can't be read are left out: the analyzers report them.</summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="files">The files of all shipped versions.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static EquatableArray<OlderVersion> Of(
        string eventType, ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        (AdditionalText File, ContractPath Path)[] own =
        [
            .. files
                .Select(file => (File: file, Path: ContractPath.Of(file.Path, contractFolder: null)!))
                .Where(file => file.Path.EventType == eventType),
        ];
        return own
            .Where(file => file.Path.IsSchema)
            .OrderByDescending(file => file.Path.Number)
            .Select(file => Read(file.File, file.Path.Number!.Value, own, cancellationToken))
            .OfType<OlderVersion>()
            .ToEquatableArray();
    }

    private static OlderVersion? Read(
        AdditionalText file, int number, (AdditionalText File, ContractPath Path)[] own, CancellationToken cancellationToken)
    {
        string? TextOf(AdditionalText? text) => text?.GetText(cancellationToken)?.ToString();
        AdditionalText? beside = own.FirstOrDefault(one => one.Path.Number == number && !one.Path.IsSchema).File;
        return TextOf(file) is { } text && ParsedText<AvroSchema>.Of(text, AvroSchema.Parse).Value is { } schema
            ? new OlderVersion(
                number,
                schema.ToJson(AvroJsonFormat.Registry),
                TextOf(beside) is { } contract ? ContractFile.Parse(contract).Value?.LibraryBelow : null)
            : null;
    }
}
