using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Testing;

/// <summary>
/// The versions of an event that were shipped, from the contract folder: so that a test shows that handlers still take what older services
/// write.
/// </summary>
public static class ShippedVersions
{
    private const string Folder = "shipped";
    private const string Extension = ".avsc";

    /// <summary>The shipped versions of an event, the oldest first.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="contractFolder">The contract folder, <c>schemas</c> by default.</param>
    /// <exception cref="DirectoryNotFoundException">The folder doesn't exist.</exception>
    public static IReadOnlyList<ShippedVersion> Of<TEvent>(string contractFolder)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentException.ThrowIfNullOrEmpty(contractFolder);
        if (!Directory.Exists(contractFolder))
        {
            throw new DirectoryNotFoundException($"There is no contract folder {contractFolder}.");
        }

        string folder = Path.Combine(contractFolder, Folder, TEvent.EventType);
        return Directory.Exists(folder)
            ? [
                .. Directory.EnumerateFiles(folder, $"*{Extension}")
                    .Select(file => new ShippedVersion(
                        int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture),
                        AvroSchema.Parse(File.ReadAllText(file))))
                    .OrderBy(version => version.Number),
            ]
            : [];
    }

    /// <summary>
    /// Gives a handler an example of each shipped version: written with that version's schema, and read as today's record by the
    /// resolution that a service uses.
    /// </summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="contractFolder">The contract folder.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="cancellationToken">Passed to the handler.</param>
    /// <returns>The versions that were replayed.</returns>
    /// <exception cref="SchemaResolutionException">The record can't read a version.</exception>
    /// <exception cref="EventDataException">No example of a version could be read.</exception>
    public static async Task<IReadOnlyList<ShippedVersion>> ReplayAsync<TEvent>(
        string contractFolder, IEventHandler<TEvent> handler, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentNullException.ThrowIfNull(handler);
        IReadOnlyList<ShippedVersion> versions = Of<TEvent>(contractFolder);
        foreach (ShippedVersion version in versions)
        {
            await handler.HandleAsync(
                EventExample.Of<TEvent>(version.Schema), EventContext.ForTest<TEvent>(), cancellationToken).ConfigureAwait(false);
        }

        return versions;
    }
}

/// <summary>A version of an event that was shipped. Immutable.</summary>
/// <param name="Number">The version's number, from 1.</param>
/// <param name="Schema">Its schema.</param>
public sealed record ShippedVersion(int Number, AvroSchema Schema);
