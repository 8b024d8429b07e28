using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>
/// The Kafka client that sends all events of the service: idempotent, acknowledged by all replicas. Created on first use. Safe for
/// concurrent use.
/// </summary>
sealed partial class KafkaProducer : IDisposable
{
    private static readonly TimeSpan QueueFullDelay = TimeSpan.FromMilliseconds(20);

    private readonly Lazy<IProducer<byte[]?, byte[]>> _client;
    private readonly IOptions<KafkaOptions> _options;
    private readonly EventBusRegistrations _registrations;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private string? _lastError;

    public KafkaProducer(
        IOptions<KafkaOptions> options, EventBusRegistrations registrations, TimeProvider time, ILogger<KafkaProducer> logger)
    {
        _options = options;
        _registrations = registrations;
        _time = time;
        _logger = logger;
        _client = new Lazy<IProducer<byte[]?, byte[]>>(() => Build(options.Value));
    }

    /// <summary>Sends a message. Waits while the client's queue is full.</summary>
    /// <returns>The message's position.</returns>
    /// <exception cref="KafkaException">It was not delivered within the time-out, or the outcome is unknown.</exception>
    public async Task<TopicPartitionOffset> SendAsync(
        string topic, Message<byte[]?, byte[]> message, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                DeliveryResult<byte[]?, byte[]> result =
                    await _client.Value.ProduceAsync(topic, message, cancellationToken).ConfigureAwait(false);
                return result.TopicPartitionOffset;
            }
            catch (ProduceException<byte[]?, byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                await Task.Delay(QueueFullDelay, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Says why sending failed and what to check.</summary>
    public string Explain(string topic, KafkaException e)
    {
        string last = Volatile.Read(ref _lastError) is { } error ? $" The client's last error: {error}." : "";
        string address = $"{_options.Value.BootstrapServers} ({_registrations.PathOf("Kafka:BootstrapServers")})";
        return $"Kafka at {address}, topic {topic}: {e.Error.Reason}.{last} Check the address, and that a broker is running.";
    }

    /// <summary>Waits until every message has been delivered or has failed. Blocks.</summary>
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
