using EventSchemas.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>Finds places in streams.</summary>
static class StreamPlaces
{
    /// <summary>The first id that is meant by a position; null where the stream isn't meant.</summary>
    /// <param name="database">The server.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="position">The position.</param>
    public static async Task<StreamId?> FindAsync(IDatabase database, string stream, EventPosition position) =>
        position.Offsets is { } offsets ? offsets.TryGetValue(0, out long offset) ? StreamId.OfOffset(offset) : null
        : position.Time is { } time ? StreamId.At(time)
        : position.IsEarliest ? StreamId.Zero
        : await EndAsync(database, stream).ConfigureAwait(false);

    /// <summary>The first id behind the newest entry.</summary>
    public static async Task<StreamId> EndAsync(IDatabase database, string stream)
    {
        try
        {
            return (await StreamState.ReadAsync(database, stream).ConfigureAwait(false)).Last.Next;
        }
        catch (RedisServerException e) when (RedisErrors.IsNoGroup(e))
        {
            return StreamId.Zero;
        }
    }
}
