namespace EventSchemas.Hosting;

/// <summary>A transport's part in consuming.</summary>
interface IConsumingTransport
{
    /// <summary>The name by which settings refer to it.</summary>
    string Name { get; }

    /// <summary>Creates the consumer of a group. It is started and stopped with the host.</summary>
    IGroupConsumer CreateConsumer(ConsumerGroup group);

    /// <summary>Checks what the group needs of the transport, within a few seconds. What it can't find out is a warning.</summary>
    /// <exception cref="InvalidOperationException">The group can't work like this; the message says what to do.</exception>
    Task CheckAsync(ConsumerGroup group, CancellationToken cancellationToken);
}

/// <summary>
/// Receives the messages of one group, has a <see cref="MessageSettler"/> settle each, and keeps the group's position behind the last
/// message that is settled.
/// </summary>
interface IGroupConsumer : IDisposable
{
    void Start();

    Task StopAsync(CancellationToken cancellationToken);
}
