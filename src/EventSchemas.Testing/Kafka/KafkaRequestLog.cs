namespace EventSchemas.Testing;

/// <summary>
/// The requests that clients have sent to an <see cref="EmbeddedKafka"/>, while they are recorded. Safe for concurrent use. When the
/// cluster has been stopped, recording throws <see cref="ObjectDisposedException"/>.
/// </summary>
public sealed class KafkaRequestLog
{
    private readonly Lock _gate = new();
    private readonly MockCluster _cluster;
    private IReadOnlyList<KafkaRequestEntry> _recorded = [];
    private bool _isRecording;

    internal KafkaRequestLog(MockCluster cluster) => _cluster = cluster;

    /// <summary>Records requests from now on.</summary>
    public void Start() => SetRecording(true);

    /// <summary>Records no more requests; those that were recorded stay.</summary>
    public void Stop() => SetRecording(false);

    /// <summary>Forgets the recorded requests.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _recorded = [];
            if (_isRecording)
            {
                _cluster.ClearRequests();
            }
        }
    }

    /// <summary>The recorded requests, in the order in which they arrived.</summary>
    public IReadOnlyList<KafkaRequestEntry> ToList()
    {
        lock (_gate)
        {
            return _isRecording ? [.. _recorded, .. _cluster.Requests()] : _recorded;
        }
    }

    private void SetRecording(bool on)
    {
        lock (_gate)
        {
            if (on != _isRecording)
            {
                // librdkafka forgets its list when tracking ends.
                _recorded = ToList();
                _cluster.TrackRequests(on);
                _isRecording = on;
            }
        }
    }
}

/// <summary>A request that a client has sent.</summary>
/// <param name="Broker">The broker that it was sent to.</param>
/// <param name="Request">The kind of request. A kind that <see cref="KafkaRequest"/> doesn't name has its number.</param>
/// <param name="Time">When it arrived, on a clock without a date: differences between two entries count.</param>
public sealed record KafkaRequestEntry(int Broker, KafkaRequest Request, TimeSpan Time);
