using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// Removes the names of consumers that have nothing to settle: that of this process when it stops, and those of processes that are long
/// gone. Looking and removing is one script: removing a consumer destroys its list of pending entries.
/// </summary>
sealed class ConsumerNames(ConsumerGroup group, RedisValue consumer, RedisOptions options, TimeProvider time, ILogger logger)
{
    private const string Script = """
        local removed = 0
        for _, one in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
          local fields = {}
          for i = 1, #one, 2 do fields[one[i]] = one[i + 1] end
          local isMeant = fields['name'] == ARGV[2]
          if ARGV[3] ~= '' then isMeant = not isMeant and fields['idle'] >= tonumber(ARGV[3]) end
          if isMeant and fields['pending'] == 0 then
            redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], fields['name'])
            removed = removed + 1
          end
        end
        return removed
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private long? _last;

    /// <summary>Removes the names that are idle for long, now and then.</summary>
    public async Task ForgetAsync(IDatabase database, IReadOnlyList<StreamConsumer> streams)
    {
        if (_last is { } last && time.GetElapsedTime(last) < Interval)
        {
            return;
        }

        _last = time.GetTimestamp();
        RedisValue idle = (long)options.ForgetConsumersAfter.TotalMilliseconds;
        foreach (StreamConsumer stream in streams)
        {
            try
            {
                long removed = (long)await database.ScriptEvaluateAsync(Script, [stream.Stream], [group.Name, consumer, idle])
                    .ConfigureAwait(false);
                if (removed > 0)
                {
                    RedisLog.Forgotten(logger, group.Name, stream.Stream, removed);
                }
            }
            catch (RedisServerException e)
            {
                // Scripts may be forbidden; then the names stay.
                RedisLog.NotForgotten(logger, group.Name, RedisErrors.Text(e));
            }
        }
    }

    /// <summary>Removes the name of this process, as far as it has nothing to settle.</summary>
    public async Task RemoveOwnAsync(IDatabase database, IReadOnlyList<StreamConsumer> streams, CancellationToken cancellationToken)
    {
        foreach (StreamConsumer stream in streams)
        {
            try
            {
                await database.ScriptEvaluateAsync(Script, [stream.Stream], [group.Name, consumer, RedisValue.EmptyString])
                    .WaitAsync(cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (RedisServerException e)
            {
                RedisLog.NotForgotten(logger, group.Name, RedisErrors.Text(e));
            }
        }
    }
}
