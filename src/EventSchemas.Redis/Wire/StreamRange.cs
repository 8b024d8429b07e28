using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>Reads a part of a stream without a group. Safe for concurrent use.</summary>
sealed class StreamRange(string stream, RedisConnections connections)
{
    private const int Page = 500;

    /// <summary>The entries of a range, in pages.</summary>
    /// <param name="from">The first id.</param>
    /// <param name="end">The first id behind the range; null for what is there when reading gets there.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="RedisException">The stream can't be read.</exception>
    public async IAsyncEnumerable<Entry> ReadAsync(
        StreamId from, StreamId? end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IDatabase database = await connections.Commands.ConnectAsync(cancellationToken).ConfigureAwait(false);
        RedisValue last = end is { } limit ? $"({limit}" : "+";
        StreamId next = from;
        while (end is null || next < end)
        {
            StreamEntry[] page = await database.StreamRangeAsync(stream, next.ToString(), last, Page)
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            foreach (StreamEntry entry in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new Entry(stream, StreamId.Parse(entry.Id), entry.Values);
            }

            if (page.Length < Page)
            {
                yield break;
            }

            next = StreamId.Parse(page[^1].Id).Next;
        }
    }
}
