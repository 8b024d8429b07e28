using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Redis;

/// <summary>Publishing on Redis.</summary>
sealed class RedisPublishing(
    RedisConnections connections,
    IOptions<RedisOptions> options,
    ServiceIdentity service,
    SourceLibraries libraries,
    TimeProvider time,
    ILogger<RedisPublishing> logger) : IPublishingTransport
{
    public const string TransportName = "Redis";

    public string Name => TransportName;

    public string SystemName => RedisMessage.MessagingSystem;

    public int Headroom => 0;

    public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics)
    {
        RedisLog.WarnUnlessDeclared(logger, descriptor);
        return new RedisEventSender(
            descriptor,
            topics,
            new EntryWriter(descriptor, service, libraries.Of(descriptor)),
            connections,
            options.Value,
            service.Name,
            time,
            logger);
    }

    // Nothing is queued: a command is on its way when its method returns.
    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
