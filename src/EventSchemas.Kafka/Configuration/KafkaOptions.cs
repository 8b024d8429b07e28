using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>The Kafka cluster and its client: the subsection <c>Kafka</c> of the bus's configuration.</summary>
public sealed class KafkaOptions
{
    /// <summary>The addresses of some brokers: <c>host:port</c>, separated by commas.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>How long delivering a message may take before publishing it fails; 30 seconds by default.</summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What the producer is tuned for; <see cref="ProducerPreset.Reliable"/> by default. None of them loses messages.</summary>
    public ProducerPreset Preset { get; set; } = ProducerPreset.Reliable;

    /// <summary>
    /// Whether <see cref="Client"/> may have settings with which messages can be lost, repeated or reordered: <c>acks</c> (also by its
    /// other name <c>request.required.acks</c>) and <c>enable.idempotence</c>. Off by default.
    /// </summary>
    public bool AllowDataLoss { get; set; }

    /// <summary>How producers, consumers and admin clients authenticate and encrypt.</summary>
    public KafkaSecurityOptions Security { get; set; } = new();

    /// <summary>
    /// Any other setting of librdkafka by its name there, for example <c>client.rack</c>. Settings that this library's delivery
    /// guarantees depend on are refused.
    /// </summary>
    public Dictionary<string, string> Client { get; } = new(StringComparer.Ordinal);

    /// <summary>How topics are set up, by their names without the deployment's prefix. None by default.</summary>
    public Dictionary<string, TopicOptions> Topics { get; } = new(StringComparer.Ordinal);
}

/// <summary>What the producer is tuned for. Every preset is idempotent and waits for all replicas.</summary>
public enum ProducerPreset
{
    /// <summary>Messages wait up to 5 ms for others, without compression.</summary>
    Reliable,

    /// <summary>Messages don't wait for others, at the cost of more requests.</summary>
    LowLatency,

    /// <summary>Messages wait up to 50 ms for others and are compressed with LZ4 in batches of up to 1 MB.</summary>
    Throughput,
}

/// <summary>How the clients authenticate and encrypt. Messages and logs never show its secrets.</summary>
public sealed class KafkaSecurityOptions
{
    /// <summary>The protocol: <c>Plaintext</c> (the default), <c>Ssl</c>, <c>SaslPlaintext</c> or <c>SaslSsl</c>.</summary>
    public SecurityProtocol? Protocol { get; set; }

    /// <summary>
    /// The SASL mechanism: <c>Plain</c>, <c>ScramSha256</c>, <c>ScramSha512</c>, or <c>OAuthBearer</c> with an
    /// <see cref="IKafkaTokenProvider"/>.
    /// </summary>
    public SaslMechanism? Mechanism { get; set; }

    /// <summary>The user, for <c>Plain</c> and <c>Scram</c>.</summary>
    public string? Username { get; set; }

    /// <summary>The password, for <c>Plain</c> and <c>Scram</c>.</summary>
    public string? Password { get; set; }

    /// <summary>
    /// A PEM file with the certificate authorities that may sign the brokers' certificates; by default those of the system.
    /// </summary>
    public string? CaFile { get; set; }

    /// <summary>A PEM file with the client's certificate, for mutual TLS.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>A PEM file with the client's private key, for mutual TLS.</summary>
    public string? KeyFile { get; set; }

    /// <summary>The password of the private key, if it has one.</summary>
    public string? KeyPassword { get; set; }
}
