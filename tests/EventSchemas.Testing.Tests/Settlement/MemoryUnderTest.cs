using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.TestKit;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Testing.Tests;

/// <summary>The bus in memory, for the tests that hold on every transport.</summary>
public sealed class MemoryUnderTest : IBusUnderTest
{
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["EventBus:TopicPrefix"] = "dev",
        ["EventBus:Groups:group:Retry:InitialDelay"] = "00:00:00.01",
        ["EventBus:Groups:group:Retry:MaxDelay"] = "00:00:00.05",
    };

    private readonly MemoryBus _bus = new();
    private readonly List<IHost> _hosts = [];

    public LogRecorder Log { get; } = new();

    public string Orders => "dev-orders";

    public Task StartAsync() => Task.CompletedTask;

    public IHost Service(Action<EventBusBuilder> configure, Recorder? recorder, params (string Key, string? Value)[] settings)
    {
        IHost host = TestService.Build(Add, configure, Log, recorder, Defaults, settings);
        _hosts.Add(host);
        return host;

        EventBusBuilder Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services,
            Microsoft.Extensions.Configuration.IConfigurationSection section)
        {
            EventBusBuilder events = services.AddEventBusCore(section);
            _bus.Use(events);
            return events;
        }
    }

    public async Task<IHost> StartServiceAsync(
        Action<EventBusBuilder> configure, Recorder? recorder, params (string Key, string? Value)[] settings)
    {
        IHost host = Service(configure, recorder, settings);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public Task AddOrderPlacedAsync(byte[] content)
    {
        EventDescriptor descriptor = EventDefinition.Of<OrderPlaced>().Descriptor;
        _bus.Append(Orders, new MemoryRecord(descriptor.EventType, descriptor.Schema, content, null, Guid.NewGuid(), DateTimeOffset.UtcNow)
        {
            Conventions = descriptor.Conventions,
        });
        return Task.CompletedTask;
    }

    public Task SetDeadLettersAsync(bool areTaken)
    {
        _bus.DeadLetterProblem = areTaken ? null : "the test forbids it";
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _hosts)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }
    }
}
