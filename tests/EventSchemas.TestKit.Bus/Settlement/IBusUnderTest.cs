using EventSchemas.Kafka;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.TestKit;

/// <summary>
/// A bus on one transport, for one test of settlement. It has the topics <c>dev-orders</c>, <c>dev-group.dead-letter</c> and
/// <c>dev-group.retry</c>, each with one partition, and its services retry soon in the group <c>group</c>.
/// </summary>
public interface IBusUnderTest : IAsyncDisposable
{
    /// <summary>What its services log.</summary>
    LogRecorder Log { get; }

    /// <summary>The topic of the orders, with the deployment's prefix.</summary>
    string Orders { get; }

    /// <summary>Starts what the transport needs. The test is skipped where that isn't installed.</summary>
    Task StartAsync();

    /// <summary>Creates a service without starting it.</summary>
    IHost Service(Action<EventBusBuilder> configure, Recorder? recorder, params (string Key, string? Value)[] settings);

    /// <summary>Creates and starts a service.</summary>
    Task<IHost> StartServiceAsync(Action<EventBusBuilder> configure, Recorder? recorder, params (string Key, string? Value)[] settings);

    /// <summary>Adds a message that says that it is an <see cref="OrderPlaced"/>, with this content.</summary>
    Task AddOrderPlacedAsync(byte[] content);

    /// <summary>Says whether the group's dead letters can be written. The test is skipped where nobody can forbid it.</summary>
    Task SetDeadLettersAsync(bool areTaken);
}
