using Confluent.Kafka;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

/// <summary>Kafka, for the tests that hold on every transport.</summary>
public sealed class KafkaUnderTest : IBusUnderTest
{
    private Bus? _bus;

    public LogRecorder Log => _bus!.Log;

    public string Orders => $"{Bus.Prefix}-orders";

    private static string DeadLetters => $"{Bus.Prefix}-group.dead-letter";

    public async Task StartAsync()
    {
        _bus = await Bus.StartAsync(rebalanceDelay: TimeSpan.Zero);
        _bus.Defaults["EventBus:Groups:group:CommitInterval"] = "00:00:00.05";
        _bus.Defaults["EventBus:Groups:group:Retry:InitialDelay"] = "00:00:00.01";
        _bus.Defaults["EventBus:Groups:group:Retry:MaxDelay"] = "00:00:00.05";

        // Long enough for a busy machine. A service that starts again joins only when the session of the one before has ended.
        _bus.Defaults[Bus.LongSession.Key] = "6000";
        _bus.CreateTopic(DeadLetters, partitions: 2);
        _bus.CreateTopic($"{Bus.Prefix}-group.retry");
    }

    public IHost Service(Action<EventBusBuilder> configure, Recorder? recorder, params (string Key, string? Value)[] settings) =>
        _bus!.Service(configure, recorder, settings);

    public Task<IHost> StartServiceAsync(
        Action<EventBusBuilder> configure, Recorder? recorder, params (string Key, string? Value)[] settings) =>
        _bus!.StartServiceAsync(configure, recorder, settings);

    public Task AddOrderPlacedAsync(byte[] content) => _bus!.SendAsync(
        Orders, content, [("ce_type", "org.acme.order.placed.v1"), ("ce_id", Guid.NewGuid().ToString())]);

    public Task SetDeadLettersAsync(bool areTaken)
    {
        _bus!.Kafka.Faults.SetTopicError(DeadLetters, areTaken ? ErrorCode.NoError : ErrorCode.TopicAuthorizationFailed);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _bus?.DisposeAsync() ?? ValueTask.CompletedTask;
}
