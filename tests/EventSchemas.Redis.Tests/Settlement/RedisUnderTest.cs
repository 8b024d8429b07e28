using EventSchemas.Kafka;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Redis.Tests;

/// <summary>Redis, for the tests that hold on every transport.</summary>
public sealed class RedisUnderTest : IBusUnderTest
{
    private Bus? _bus;

    public LogRecorder Log => _bus!.Log;

    public string Orders => Bus.Orders;

    public async Task StartAsync() => _bus = await Bus.StartAsync();

    public IHost Service(Action<EventBusBuilder> configure, Recorder? recorder, params (string Key, string? Value)[] settings) =>
        _bus!.Service(configure, recorder, settings);

    public Task<IHost> StartServiceAsync(
        Action<EventBusBuilder> configure, Recorder? recorder, params (string Key, string? Value)[] settings) =>
        _bus!.StartServiceAsync(configure, recorder, settings);

    public Task AddOrderPlacedAsync(byte[] content) => _bus!.Database.StreamAddAsync(
        Bus.Orders, [new("type", "org.acme.order.placed.v1"), new("id", Guid.NewGuid().ToString()), new("event_data", content)]);

    // Where something else than a stream is, XADD fails.
    public Task SetDeadLettersAsync(bool areTaken) => areTaken
        ? _bus!.Database.KeyDeleteAsync(Bus.DeadLetters)
        : _bus!.Database.StringSetAsync(Bus.DeadLetters, "x");

    public ValueTask DisposeAsync() => _bus?.DisposeAsync() ?? ValueTask.CompletedTask;
}
