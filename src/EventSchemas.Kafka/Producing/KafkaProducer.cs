using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>The Kafka client that all events of the service go through: idempotent, acknowledged by all replicas. Safe for concurrent use.</summary>
sealed partial class KafkaProducer : IDisposable
{
    private static readonly TimeSpan QueueFullDelay = TimeSpan.FromMilliseconds(20);

    private readonly Lazy<IProducer<byte[]?, byte[]>> _client;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private string? _lastError;

    public KafkaProducer(IOptions<EventBusOptions> options, TimeProvider time, ILogger<KafkaProducer> logger)
    {
        _time = time;
        _logger = logger;
        _client = new Lazy<IProducer<byte[]?, byte[]>>(() => Build(options.Value.Kafka));
    }

    /// <summary>What the client last complained about, for messages.</summary>
    public string? LastError => Volatile.Read(ref _lastError);

    /// <summary>Sends a message. Waits while the client's queue is full.</summary>
    /// <exception cref="KafkaException">It was not delivered within the time-out, or nobody knows.</exception>
    public async Task<DeliveryResult<byte[]?, byte[]>> SendAsync(string topic, Message<byte[]?, byte[]> message, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await _client.Value.ProduceAsync(topic, message, cancellationToken).ConfigureAwait(false);
            }
            catch (ProduceException<byte[]?, byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                await Task.Delay(QueueFullDelay, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until everything that was sent has been delivered or has failed.</summary>
    public void Flush(CancellationToken cancellationToken)
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Flush(cancellationToken);
        }
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private IProducer<byte[]?, byte[]> Build(KafkaOptions options)
    {
        var config = new ProducerConfig(new Dictionary<string, string>(options.Client))
        {
            BootstrapServers = options.BootstrapServers,
            EnableIdempotence = true,
            Acks = Acks.All,
            MessageTimeoutMs = (int)options.MessageTimeout.TotalMilliseconds,
        };
        return new ProducerBuilder<byte[]?, byte[]>(config)
            .SetErrorHandler((_, error) =>
            {
                Volatile.Write(ref _lastError, error.Reason);
                LogError(_logger, error.Code, error.Reason);
            })
            .SetLogHandler((_, message) => LogClient(_logger, message.Level, message.Message))
            .Build();
    }

    [LoggerMessage(1, LogLevel.Warning, "The Kafka producer reports {Code}: {Reason}")]
    private static partial void LogError(ILogger logger, ErrorCode code, string reason);

    [LoggerMessage(2, LogLevel.Debug, "librdkafka ({Level}): {Message}")]
    private static partial void LogClient(ILogger logger, SyslogLevel level, string message);
}
