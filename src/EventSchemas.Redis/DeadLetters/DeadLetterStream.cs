using EventSchemas.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// The dead-letter stream of a group: an entry for each message that a handler could not handle, with all of its fields. It is never
/// trimmed. Safe for concurrent use.
/// </summary>
sealed class DeadLetterStream(ConsumerGroup group, RedisConnections connections) : IDeadLetterQueue
{
    public string Name => group.DeadLetterTopic;

    public async Task WriteAsync(ReceivedMessage message, DeadLetterReason reason, CancellationToken cancellationToken)
    {
        try
        {
            IDatabase database = await connections.Commands.ConnectAsync(cancellationToken).ConfigureAwait(false);
            await database.StreamAddAsync(Name, DeadLetterFields.Of((RedisMessage)message, reason))
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            string advice = RedisErrors.IsRights(e) ? $" Give the service the right to XADD to {Name}." : "";
            throw new DeadLetterException($"{connections.Explain(e)}.{advice}", e);
        }
    }
}
