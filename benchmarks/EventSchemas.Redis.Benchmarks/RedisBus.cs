using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.Kafka.Benchmarks;
using EventSchemas.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Benchmarks;

/// <summary>A server, and services on it.</summary>
sealed class RedisBus : IAsyncDisposable
{
    private readonly RedisProcess _server = new();

    private RedisBus()
    {
    }

    public static async Task<RedisBus> StartAsync()
    {
        var bus = new RedisBus();
        await bus._server.StartAsync();
        return bus;
    }

    /// <summary>A client as the library configures it, for the comparison.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
    {
        EndPoints = { { "127.0.0.1", _server.Port } },
        BacklogPolicy = BacklogPolicy.FailFast,
        IncludeDetailInExceptions = false,
    });

    /// <summary>Starts a service whose events go to a stream.</summary>
    public async Task<IHost> StartServiceAsync(string stream, Action<EventBusBuilder> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["EventBus:Redis:Url"] = _server.Url,
            ["EventBus:ServiceName"] = "benchmark",
            [$"EventBus:Producers:{Enrollments.EventType}:Topics:0"] = stream,
            ["FeatureManagement:CourseEnrollmentCreatedEvent"] = "true",
        });
        configure(builder.Services.AddEventBusCore(builder.Configuration.GetSection("EventBus")).UseRedis());
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
