namespace EventSchemas.Contracts;

/// <summary>
/// A file below the folder of shipped versions that counts as none: part of a version that is gone, or under a name that none has.
/// </summary>
/// <param name="Name">What stands in the place of the version's number.</param>
/// <param name="EventType">The event type that its place names.</param>
/// <param name="Problem">What is wrong, as the middle of a sentence.</param>
sealed record MisplacedFile(string Name, string EventType, string Problem)
{
    /// <summary>What is wrong with a file; null where it is where it belongs, or isn't below that folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="known">What its path says; null where it isn't that of a contract file.</param>
    /// <param name="contractFolder">The project's contract folder; null where it isn't known.</param>
    /// <param name="hasSchema">Whether there is the schema of a version.</param>
    public static MisplacedFile? Of(string path, ContractPath? known, string? contractFolder, Func<ContractPath, bool> hasSchema)
    {
        if (known is { Number: { } number, IsSchema: false } && !hasSchema(known))
        {
            return new MisplacedFile(
                FormattableString.Invariant($"{number}"),
                known.EventType,
                FormattableString.Invariant($"{number}{ContractPath.SchemaExtension} beside it is missing"));
        }

        return known is null && ContractPath.PartsBelowShipped(path, contractFolder) is { Count: > 0 } parts
            ? new MisplacedFile(
                parts[parts.Count - 1],
                parts.Count > 1 ? parts[0] : parts[parts.Count - 1],
                $"{string.Join("/", parts)} is not <event type>/<number>{ContractPath.SchemaExtension} or {ContractPath.ContractExtension}")
            : null;
    }
}
