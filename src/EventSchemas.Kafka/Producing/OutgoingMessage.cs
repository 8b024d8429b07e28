using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>
/// A message for one topic, from the call that publishes it to the client's report. It is the task that the publisher waits for, so that
/// a message costs no state machine.
/// </summary>
sealed class OutgoingMessage : TaskCompletionSource<PublishResult>
{
    private readonly OutgoingEvent _outgoing;
    private readonly KafkaEventSender _sender;
    private CancellationTokenRegistration _cancellation;
    private Action<DeliveryReport<byte[]?, byte[]?>>? _onReport;

    public OutgoingMessage(KafkaEventSender sender, KafkaTopic topic, in OutgoingEvent outgoing)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        _sender = sender;
        _outgoing = outgoing;
        Topic = topic;
    }

    public KafkaTopic Topic { get; }

    public byte[]? Key => _outgoing.Encoded.Key;

    public byte[]? Value => _outgoing.Encoded.Value;

    public string EventType => _sender.EventType;

    public Guid Id => _outgoing.Id;

    /// <summary>The client that has the message.</summary>
    public ProducerClient? Client { get; set; }

    /// <summary>Its number among the messages that were handed to the client.</summary>
    public long Number { get; set; }

    /// <summary>How often it was handed to a new client, because an old one had failed before it sent it.</summary>
    public int Resends { get; set; }

    /// <summary>Ends waiting when the token is cancelled. A client that has the message already can still deliver it.</summary>
    public void CancelWith(CancellationToken cancellationToken) =>
        _cancellation = cancellationToken.UnsafeRegister(
            static (message, token) => ((OutgoingMessage)message!).TrySetCanceled(token), this);

    /// <summary>Hands the message to a client. The client has copied it when this returns.</summary>
    /// <exception cref="KafkaException">The client doesn't take it.</exception>
    public void Produce(ProducerClient client)
    {
        Client = client;
        if (_outgoing.Trace is not null || _outgoing.Attributes is not null)
        {
            Produce(client, Topic.Headers.Write(_outgoing));
            return;
        }

        HeaderWriter.ReusableHeaders headers = Topic.Headers.Rent();
        try
        {
            Produce(client, headers.Write(_outgoing.Id, _outgoing.Time));
        }
        finally
        {
            Topic.Headers.Return(headers);
        }
    }

    /// <summary>Kafka has the message.</summary>
    public void Complete(Partition partition, Offset offset)
    {
        _cancellation.Unregister();
        _sender.LogDelivered(_outgoing.Id, Topic.Name, partition, offset);
        TrySetResult(new PublishResult.Delivered(_outgoing.Id, [new DeliveredMessage(Topic.Name, partition.Value, offset.Value)]));
    }

    /// <summary>The message wasn't sent.</summary>
    public void Fail(Exception cause)
    {
        _cancellation.Unregister();
        TrySetException(_sender.Explain(this, cause));
    }

    /// <summary>The message wasn't delivered, or nobody knows.</summary>
    public void Fail(Error error, PersistenceStatus status)
    {
        _cancellation.Unregister();
        TrySetException(_sender.Explain(this, error, status));
    }

    private void Produce(ProducerClient client, Headers headers)
    {
        var message = new Message<byte[]?, byte[]?> { Key = Key, Value = Value, Headers = headers };
        client.Handle.Produce(Topic.Destination, message, _onReport ??= OnReport);
    }

    private void OnReport(DeliveryReport<byte[]?, byte[]?> report) => Client!.OnReport(this, report);
}
