using System.Globalization;
using System.Runtime.InteropServices.Marshalling;

namespace EventSchemas.Testing;

/// <summary>librdkafka's mock cluster (rdkafka_mock.h). It lives as long as the client handle that it was created with.</summary>
sealed unsafe class MockCluster : IDisposable
{
    // At the default level librdkafka logs to standard error that it starts, and each broker that a test stops.
    private const string CriticalOnly = "2";

    private readonly Lock _gate = new();
    private readonly nint _cluster;
    private nint _client;

    private MockCluster(nint client, nint cluster)
    {
        _client = client;
        _cluster = cluster;
        var bootstraps = (delegate* unmanaged[Cdecl]<nint, byte*>)LibRdKafka.Export("rd_kafka_mock_cluster_bootstraps");
        BootstrapServers = Utf8StringMarshaller.ConvertToManaged(bootstraps(cluster))!;
    }

    public string BootstrapServers { get; }

    public static MockCluster Start(EmbeddedKafkaOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Brokers, 1, nameof(options));
        nint client = NativeClient.Create(
            ("test.mock.num.brokers", options.Brokers.ToString(CultureInfo.InvariantCulture)),
            ("log_level", CriticalOnly));
        nint cluster = ((delegate* unmanaged[Cdecl]<nint, nint>)LibRdKafka.Export("rd_kafka_handle_mock_cluster"))(client);
        var setDelay = (delegate* unmanaged[Cdecl]<nint, int, void>)LibRdKafka.Export("rd_kafka_mock_group_initial_rebalance_delay_ms");
        setDelay(cluster, (int)options.InitialRebalanceDelay.TotalMilliseconds);
        return new MockCluster(client, cluster);
    }

    public void CreateTopic(string name, int partitions)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_client == 0, typeof(EmbeddedKafka));
            var create = (delegate* unmanaged[Cdecl]<nint, byte*, int, int, int>)LibRdKafka.Export("rd_kafka_mock_topic_create");
            byte* text = Utf8StringMarshaller.ConvertToUnmanaged(name);
            int error = create(_cluster, text, partitions, 1);
            Utf8StringMarshaller.Free(text);
            NativeClient.Check(error, $"create the topic {name}");
        }
    }

    public void SetBroker(int broker, bool up)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_client == 0, typeof(EmbeddedKafka));
            var set = (delegate* unmanaged[Cdecl]<nint, int, int>)LibRdKafka.Export(
                up ? "rd_kafka_mock_broker_set_up" : "rd_kafka_mock_broker_set_down");
            NativeClient.Check(set(_cluster, broker), $"{(up ? "start" : "stop")} broker {broker}");
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_client != 0)
            {
                NativeClient.Destroy(_client);
                _client = 0;
            }
        }
    }
}
