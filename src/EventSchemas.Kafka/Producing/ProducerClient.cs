using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>
/// One instance of the Kafka client, from its creation until it fails for good. An idempotent client that has lost its sequence accepts
/// nothing more; the messages that it had not sent are then kept in their order for the next instance. Safe for concurrent use.
/// </summary>
sealed class ProducerClient
{
    // More would be an endless loop: each new client fails, too.
    private const int MaxResends = 3;

    private readonly KafkaProducer _producer;
    private readonly Lock _gate = new();
    private readonly List<OutgoingMessage> _unsent = [];
    private int _inFlight;
    private long _handedOver;
    private volatile bool _isBroken;

    public ProducerClient(KafkaProducer producer, Func<ProducerClient, IProducer<byte[]?, byte[]?>> build)
    {
        _producer = producer;
        Handle = build(this);
    }

    public IProducer<byte[]?, byte[]?> Handle { get; }

    /// <summary>Whether the client accepts nothing more.</summary>
    public bool IsBroken => _isBroken;

    /// <summary>
    /// The messages that it had accepted and not sent when it failed, in the order in which they were handed over; the client reports them
    /// in another. Complete when nothing is in flight.
    /// </summary>
    public IReadOnlyList<OutgoingMessage> Unsent => [.. _unsent.OrderBy(message => message.Number)];

    /// <summary>Hands a message to the client.</summary>
    /// <returns>Whether it is dealt with; if not, it must be handed over again later.</returns>
    public bool TryProduce(OutgoingMessage message)
    {
        if (message.Task.IsCompleted)
        {
            // Cancelled while it waited.
            return true;
        }

        Interlocked.Increment(ref _inFlight);
        if (_isBroken)
        {
            EndFlight();
            return false;
        }

        try
        {
            message.Number = Interlocked.Increment(ref _handedOver);
            message.Produce(this);
            return true;
        }
        catch (KafkaException e)
        {
            bool isRepeated = e.Error.Code == ErrorCode.Local_QueueFull;
            if (IsEndOf(e.Error))
            {
                Break(e.Error);
                isRepeated = MayBeSentAgain(message);
            }

            if (!isRepeated)
            {
                message.Fail(e.Error, PersistenceStatus.NotPersisted);
            }

            EndFlight();
            return !isRepeated;
        }
    }

    /// <summary>The client's report about a message.</summary>
    public void OnReport(OutgoingMessage message, DeliveryReport<byte[]?, byte[]?> report)
    {
        if (!report.Error.IsError)
        {
            _producer.Connection.OnDelivered();
            message.Complete(report.Partition, report.Offset);
        }
        else
        {
            OnFailed(message, report.Error, report.Status);
        }

        EndFlight();
    }

    /// <summary>Ends the client, after an error that it doesn't recover from.</summary>
    public void Break(Error error)
    {
        if (!Interlocked.Exchange(ref _isBroken, true))
        {
            _producer.OnBroken(error);
            EndIfIdle();
        }
    }

    /// <summary>Has a failed client replaced if nothing is in flight.</summary>
    public void EndIfIdle()
    {
        if (_isBroken && Volatile.Read(ref _inFlight) == 0)
        {
            _producer.Replace(this);
        }
    }

    /// <summary>Whether the client doesn't recover from an error.</summary>
    public static bool IsEndOf(Error error) => error.IsFatal || error.Code
        is ErrorCode.Local_Fatal or ErrorCode.Local_Inconsistent
        or ErrorCode.OutOfOrderSequenceNumber or ErrorCode.UnknownProducerId or ErrorCode.InvalidProducerEpoch;

    private void OnFailed(OutgoingMessage message, Error error, PersistenceStatus status)
    {
        if (IsEndOf(error))
        {
            Break(error);
        }

        bool isPurged = error.Code is ErrorCode.Local_PurgeQueue or ErrorCode.Local_PurgeInflight;
        if (status == PersistenceStatus.NotPersisted && (isPurged || IsEndOf(error)) && MayBeSentAgain(message))
        {
            lock (_gate)
            {
                _unsent.Add(message);
            }
        }
        else
        {
            _producer.Connection.OnFailed(error);
            message.Fail(error, status);
        }
    }

    private static bool MayBeSentAgain(OutgoingMessage message) => ++message.Resends <= MaxResends;

    private void EndFlight()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0 && _isBroken)
        {
            _producer.Replace(this);
        }
    }
}
