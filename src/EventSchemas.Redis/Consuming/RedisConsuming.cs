using System.Net;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>Consuming from Redis.</summary>
sealed class RedisConsuming(
    RedisConnections connections,
    IOptions<RedisOptions> options,
    EventBusRegistrations registrations,
    ServiceIdentity service,
    SourceLibraries libraries,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    BusProgress progress,
    EventBusTelemetry telemetry,
    TimeProvider time,
    ILogger<RedisConsuming> logger) : IConsumingTransport
{
    // Exclusive ranges of pending entries, and their idle time.
    /// <summary>The oldest version of the server that has what the bus needs.</summary>
    public static readonly Version Oldest = new(6, 2);

    public string Name => RedisPublishing.TransportName;

    public IGroupConsumer CreateConsumer(ConsumerGroup group)
    {
        string consumer = ConsumerOf(options.Value);
        string handlers = string.Join(", ", group.Handlers.Select(handler => handler.Name));
        RedisLog.Starts(logger, group.Name, group.StartAt, string.Join(", ", group.Topics), consumer, handlers);
        foreach (EventRegistration registration in group.Events)
        {
            RedisLog.WarnUnlessDeclared(logger, registration.Descriptor);
        }

        string settings = registrations.PathOf("Redis");
        return new RedisGroupConsumer(
            group,
            consumer,
            new EntryReader(ReadScope.Of(group), options.Value, service, libraries, settings, time, logger),
            new MessageSettler(group, scopes, new DeadLetterStream(group, connections), telemetry, time, logger),
            connections,
            options.Value,
            settings,
            progress.Add(group),
            telemetry,
            time,
            logger,
            lifetime.StopApplication);
    }

    /// <summary>The name of this process among the consumers of its groups.</summary>
    public static string ConsumerOf(RedisOptions options) => options.ConsumerName ?? Dns.GetHostName();

    public async Task CheckAsync(ConsumerGroup group, CancellationToken cancellationToken)
    {
        try
        {
            IDatabase database = await connections.Reading.ConnectAsync(cancellationToken).ConfigureAwait(false);
            EndPoint? endpoint = await database.IdentifyEndpointAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (endpoint is null)
            {
                return;
            }

            IServer server = database.Multiplexer.GetServer(endpoint);
            if (server.Version < Oldest)
            {
                throw new InvalidOperationException($"{connections.Address} has the version {server.Version}; {Oldest} is the oldest.");
            }

            await CheckMemoryAsync(group, database, cancellationToken).ConfigureAwait(false);
            if (options.Value.WakeByNotification)
            {
                await CheckNotificationsAsync(group, database, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            RedisLog.NotChecked(logger, group.Name, RedisErrors.Text(e));
        }
    }

    private async Task CheckNotificationsAsync(ConsumerGroup group, IDatabase database, CancellationToken cancellationToken)
    {
        RedisResult answer = await database.ExecuteAsync("CONFIG", "GET", "notify-keyspace-events").WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        string flags = (string?)answer.ToDictionary(StringComparer.Ordinal).Values.FirstOrDefault() ?? "";
        if (!flags.Contains('K', StringComparison.Ordinal) || flags.AsSpan().IndexOfAny('t', 'A') < 0)
        {
            RedisLog.NoNotifications(logger, group.Name, registrations.PathOf($"Redis:{nameof(RedisOptions.WakeByNotification)}"));
        }
    }

    private async Task CheckMemoryAsync(ConsumerGroup group, IDatabase database, CancellationToken cancellationToken)
    {
        RedisResult answer = await database.ExecuteAsync("INFO", "memory").WaitAsync(cancellationToken).ConfigureAwait(false);
        string[] lines = ((string?)answer ?? "").Split('\n', StringSplitOptions.TrimEntries);
        string policy = ValueOf("maxmemory_policy:");
        if (ValueOf("maxmemory:") is not ("" or "0") && policy.StartsWith("allkeys", StringComparison.Ordinal))
        {
            RedisLog.MayEvict(logger, group.Name, policy);
        }

        string ValueOf(string name) =>
            Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? "";
    }
}
