using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads the shipped versions of an event from the project's contract files.</summary>
static class OlderVersions
{
    /// <summary>The file of a shipped version; null where it is none.</summary>
    public static ShippedFile? FileOf(AdditionalText file) =>
        ContractPath.Of(file.Path, contractFolder: null) is { Number: not null } path ? new ShippedFile(path, file) : null;

    /// <summary>The versions of an event, the newest first. Those that can't be read are left out: the analyzers report them.</summary>
    /// <param name="files">The files of its shipped versions.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static EquatableArray<OlderVersion> Of(IEnumerable<ShippedFile> files, CancellationToken cancellationToken) => files
        .GroupBy(file => file.Path.Number!.Value)
        .OrderByDescending(version => version.Key)
        .Select(version => Read(version.Key, [.. version], cancellationToken))
        .OfType<OlderVersion>()
        .ToEquatableArray();

    private static OlderVersion? Read(int number, ShippedFile[] files, CancellationToken cancellationToken)
    {
        string? TextOf(bool isSchema) =>
            Array.Find(files, file => file.Path.IsSchema == isSchema)?.Text.GetText(cancellationToken)?.ToString();
        return TextOf(isSchema: true) is { } text && ParsedText<AvroSchema>.Of(text, AvroSchema.Parse).Value is { } schema
            ? new OlderVersion(
                number,
                schema.ToJson(AvroJsonFormat.Registry),
                TextOf(isSchema: false) is { } contract ? ContractFile.Parse(contract).Value?.LibraryBelow : null)
            : null;
    }
}

/// <summary>A file of a shipped version.</summary>
/// <param name="Path">What its path says.</param>
/// <param name="Text">Its text.</param>
sealed record ShippedFile(ContractPath Path, AdditionalText Text);
