using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventSchemas.Redis;

/// <summary>Puts an event bus on Redis.</summary>
public static class RedisEventBusBuilderExtensions
{
    /// <summary>
    /// Puts a bus on Redis Streams, as the Python services of Open edX use them. Its settings are those of <see cref="RedisOptions"/> in
    /// the subsection <c>Redis</c>. A bus can be on Kafka as well.
    /// </summary>
    /// <param name="builder">The bus, from <see cref="EventBusCore.AddEventBusCore"/>.</param>
    /// <exception cref="InvalidOperationException">The bus is on Redis already.</exception>
    public static EventBusBuilder UseRedis(this EventBusBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTransport(RedisPublishing.TransportName);
        builder.AddTransportOptions<RedisOptions>("Redis", (section, options) => section.Bind(options, SettingsBinder.Strict));
        builder.Services
            .AddSingleton<IValidateOptions<EventBusOptions>, RedisOptionsValidator>()
            .AddSingleton<RedisConnections>()
            .AddSingleton<SourceLibraries>()
            .AddSingleton<IPublishingTransport, RedisPublishing>()
            .AddSingleton<IConsumingTransport, RedisConsuming>()
            .AddSingleton<RedisDeadLetters>()
            .AddSingleton<RedisReplays>()
            .AddSingleton<RedisGroupPositions>()
            .AddSingleton<RedisEventTail>()
            .AddSingleton<RedisGroupLag>();
        builder.AddTools<RedisDeadLetters, RedisReplays, RedisGroupPositions, RedisEventTail, RedisGroupLag>(RedisPublishing.TransportName);
        return builder;
    }
}
