using System.Globalization;
using Confluent.Kafka;
using EventSchemas.Avro;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>
/// A topic of an event, with the schemas of its messages. Messages wait here until the schemas have ids, and then go in order. Safe for
/// concurrent use.
/// </summary>
sealed class KafkaTopic
{
    /// <summary>What stands for a schema's id in the URI of <see cref="SchemaRegistryOptions.DataSchema"/>.</summary>
    public const string SchemaIdPlace = "{id}";

    private readonly SubjectSchema _value;
    private readonly SubjectSchema? _key;
    private readonly KafkaProducer _producer;
    private readonly Lock _gate = new();
    private readonly Queue<OutgoingMessage> _waiting = [];
    private volatile bool _isReady;
    private bool _isPreparing;

    public KafkaTopic(
        string name,
        EventDescriptor descriptor,
        ServiceIdentity service,
        RegistryClient registry,
        SchemaRegistryOptions options,
        KafkaProducer producer)
    {
        Name = name;
        Destination = new TopicPartition(name, Partition.Any);
        _producer = producer;
        EventConventions conventions = descriptor.Conventions.ValueSubjectFormat is null
            ? descriptor.Conventions with { ValueSubjectFormat = FormatOf(options.SubjectNameStrategy) }
            : descriptor.Conventions;
        string recordName = ((AvroRecordSchema)descriptor.Schema).FullName;
        _value = new SubjectSchema(registry, conventions.ValueSubject(name, recordName), descriptor.RegistryText);
        Headers = new HeaderWriter(
            descriptor,
            service,
            options.DataSchema is { } uri
                ? () => uri.Replace(SchemaIdPlace, _value.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                : null);
        _key = descriptor is { Key: { } key, KeyFormat: EventKeyFormat.Avro }
            ? new SubjectSchema(registry, conventions.KeySubject(name, key.PrimitiveName), key.RegistryText)
            : null;
    }

    /// <summary>The topic, with the deployment's prefix.</summary>
    public string Name { get; }

    /// <summary>The topic, with a partition by the key.</summary>
    public TopicPartition Destination { get; }

    /// <summary>Writes the headers of its messages.</summary>
    public HeaderWriter Headers { get; }

    /// <summary>Finds or registers the schemas.</summary>
    /// <exception cref="RegistryRefusedException">The registry rejects or doesn't have a schema.</exception>
    /// <exception cref="RegistryUnavailableException">The registry didn't answer.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_key is not null)
        {
            await _key.GetIdAsync(cancellationToken).ConfigureAwait(false);
        }

        await _value.GetIdAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a message, after those that wait for the schemas. Its task says what became of it.</summary>
    public void Send(OutgoingMessage message)
    {
        if (_isReady || !Waits(message))
        {
            Hand(message);
        }
    }

    /// <summary>The subjects that a record's schema can have for a topic: by the conventions, and by each setting.</summary>
    public static IEnumerable<string> SubjectsOf(string topic, string recordName) => Enum.GetValues<SubjectNaming>()
        .Select(strategy => string.Format(CultureInfo.InvariantCulture, FormatOf(strategy), topic, recordName));

    private static string FormatOf(SubjectNaming strategy) => strategy switch
    {
        SubjectNaming.RecordName => "{1}",
        SubjectNaming.TopicRecordName => "{0}-{1}",
        _ => "{0}-value",
    };

    private bool Waits(OutgoingMessage message)
    {
        lock (_gate)
        {
            if (_isReady)
            {
                return false;
            }

            _waiting.Enqueue(message);
            if (!_isPreparing)
            {
                _isPreparing = true;
                _ = PrepareAndSendAsync();
            }

            return true;
        }
    }

    private async Task PrepareAndSendAsync()
    {
        Exception? failure = null;
        try
        {
            await PrepareAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Those that wait must learn of it, whatever it is.
            failure = e;
        }

        lock (_gate)
        {
            while (_waiting.TryDequeue(out OutgoingMessage? message))
            {
                if (failure is null)
                {
                    Hand(message);
                }
                else
                {
                    message.Fail(failure);
                }
            }

            _isReady = failure is null;
            _isPreparing = false;
        }
    }

    private void Hand(OutgoingMessage message)
    {
        if (message.Key is { } key && _key is not null)
        {
            ConfluentFraming.Write(key, _key.Id);
        }

        if (message.Value is { } value)
        {
            ConfluentFraming.Write(value, _value.Id);
        }

        _producer.Send(message);
    }
}
