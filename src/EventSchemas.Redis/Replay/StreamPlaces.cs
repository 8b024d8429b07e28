using System.Globalization;
using EventSchemas.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>Finds places in streams.</summary>
static class StreamPlaces
{
    /// <summary>The first id that is meant by a position, and at most the one behind the newest entry; null where the stream isn't meant.
    /// </summary>
    /// <param name="database">The server.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="position">The position.</param>
    /// <exception cref="ArgumentException">The stream never had such an id.</exception>
    public static async Task<StreamId?> FindAsync(IDatabase database, string stream, EventPosition position)
    {
        if (position.IsEarliest)
        {
            return StreamId.Zero;
        }

        StreamId end = await EndAsync(database, stream).ConfigureAwait(false);
        if (position.Offsets is { } offsets)
        {
            return !offsets.TryGetValue(0, out long offset) ? null
                : offset >= 0 && StreamId.OfOffset(offset) is var id && id <= end ? id
                : throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture, $"{stream} has the offsets from 0 to {end.ToOffset()}, and not {offset}."),
                    nameof(position));
        }

        // A group that stands at a time to come gets nothing until then.
        return position.Time is { } time && StreamId.At(time) is var first && first < end ? first : end;
    }

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
