using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// Sends all events of the service: idempotent, acknowledged by all replicas. The Kafka client is created on first use, and anew after an
/// error that it doesn't recover from. Safe for concurrent use.
/// </summary>
sealed partial class KafkaProducer : IDisposable
{
    private static readonly TimeSpan BacklogDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FlushStep = TimeSpan.FromMilliseconds(100);

    private readonly KafkaClientConfig _config;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();

    // Held while a client is flushed or disposed: it must not be freed while it is used.
    private readonly Lock _use = new();
    private readonly LinkedList<OutgoingMessage> _backlog = [];
    private volatile ProducerClient? _client;
    private volatile bool _hasBacklog;
    private volatile bool _isDisposed;

    public KafkaProducer(KafkaClientConfig config, DeliveryErrors errors, TimeProvider time, ILogger<KafkaProducer> logger)
    {
        _config = config;
        _time = time;
        _logger = logger;
        Connection = new BrokerConnection(errors, logger);
    }

    /// <summary>Whether the brokers answer.</summary>
    public BrokerConnection Connection { get; }

    /// <summary>
    /// Sends a message. It waits in a backlog while the client's queue is full, or while a failed client is replaced; messages of one
    /// caller keep their order.
    /// </summary>
    public void Send(OutgoingMessage message)
    {
        try
        {
            if (_hasBacklog || !(_client ?? Create()).TryProduce(message))
            {
                Wait(message);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The client can't be built with its settings.
            message.Fail(new Error(ErrorCode.Local_InvalidArg, e.Message), PersistenceStatus.NotPersisted);
        }
    }

    /// <summary>Waits until every message has been delivered or has failed. Blocks.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before.</exception>
    public void Flush(CancellationToken cancellationToken)
    {
        while (HasUnsent())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_hasBacklog)
            {
                Thread.Sleep(BacklogDelay);
            }
        }
    }

    /// <summary>New messages wait from now on, because the client has failed.</summary>
    public void OnBroken(Error error)
    {
        LogBroken(_logger, error.Code, error.Reason);
        StartBacklog();
    }

    /// <summary>Replaces a failed client, and sends what it had not sent before everything that waits.</summary>
    public void Replace(ProducerClient broken)
    {
        lock (_gate)
        {
            if (_client != broken)
            {
                return;
            }

            foreach (OutgoingMessage message in broken.Unsent.Reverse())
            {
                _backlog.AddFirst(message);
            }

            _client = null;
        }

        // Disposing blocks, and this may be the client's own thread.
        _ = Task.Run(() => DisposeClient(broken));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        DisposeClient(_client);
    }

    /// <summary>Waits a short time. Nothing is left of a producer that was disposed.</summary>
    private bool HasUnsent()
    {
        lock (_use)
        {
            return !_isDisposed && (_hasBacklog || _client?.Handle.Flush(FlushStep) > 0);
        }
    }

    private void DisposeClient(ProducerClient? client)
    {
        lock (_use)
        {
            client?.Handle.Dispose();
        }
    }

    private ProducerClient Create()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _client ??= new ProducerClient(this, Build);
        }
    }

    private void Wait(OutgoingMessage message)
    {
        lock (_gate)
        {
            _backlog.AddLast(message);
        }

        StartBacklog();
    }

    private void StartBacklog()
    {
        lock (_gate)
        {
            if (!_hasBacklog)
            {
                _hasBacklog = true;
                _ = Task.Run(SendBacklogAsync);
            }
        }
    }

    private async Task SendBacklogAsync()
    {
        while (!TrySendBacklog())
        {
            await Task.Delay(BacklogDelay, _time).ConfigureAwait(false);
        }
    }

    /// <summary>Sends what the client takes.</summary>
    /// <returns>Whether nothing is left.</returns>
    private bool TrySendBacklog()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return true;
            }

            _client?.EndIfIdle();
            while (_client is not { IsBroken: true } && _backlog.First is { } first)
            {
                try
                {
                    if (!Create().TryProduce(first.Value))
                    {
                        return false;
                    }
                }
                catch (Exception e) when (e is InvalidOperationException or ArgumentException)
                {
                    first.Value.Fail(new Error(ErrorCode.Local_InvalidArg, e.Message), PersistenceStatus.NotPersisted);
                }

                _backlog.Remove(first);
            }

            _hasBacklog = _client is { IsBroken: true };
            return !_hasBacklog;
        }
    }

    private IProducer<byte[]?, byte[]?> Build(ProducerClient client) =>
        _config.WithTokens(new ProducerBuilder<byte[]?, byte[]?>(_config.Producer()))
            .SetErrorHandler((_, error) =>
            {
                if (ProducerClient.IsEndOf(error))
                {
                    client.Break(error);
                }
                else
                {
                    Connection.OnError(error);
                }
            })
            .SetLogHandler((_, message) => LogClient(_logger, message.Level, message.Message))
            .Build();

    [LoggerMessage(6, LogLevel.Error, "The Kafka producer has failed for good ({Code}: {Reason}) and is replaced by a new one. "
        + "What it had not sent is sent again, in order")]
    private static partial void LogBroken(ILogger logger, ErrorCode code, string reason);

    [LoggerMessage(2, LogLevel.Debug, "librdkafka ({Level}): {Message}")]
    private static partial void LogClient(ILogger logger, SyslogLevel level, string message);
}
