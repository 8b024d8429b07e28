using System.Globalization;
using System.Runtime.InteropServices.Marshalling;

namespace EventSchemas.Testing;

/// <summary>
/// librdkafka's mock cluster (rdkafka_mock.h). It lives as long as the client handle that it was created with; every call holds the gate,
/// so that none reaches a cluster that is gone.
/// </summary>
sealed unsafe partial class MockCluster : IDisposable
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

    public void CreateTopic(string name, int partitions) => Call($"create the topic {name}", () =>
    {
        using var topic = new NativeText(name);
        return ((delegate* unmanaged[Cdecl]<nint, byte*, int, int, int>)LibRdKafka.Export("rd_kafka_mock_topic_create"))(
            _cluster, topic.Pointer, partitions, 1);
    });

    public void DeleteTopic(string name) => Call($"delete the topic {name}", () =>
    {
        using var topic = new NativeText(name);
        return ((delegate* unmanaged[Cdecl]<nint, byte*, int>)LibRdKafka.Export("rd_kafka_mock_topic_delete"))(_cluster, topic.Pointer);
    });

    public void DeleteRecords(string name, int partition, long before) => Call(
        string.Create(CultureInfo.InvariantCulture, $"delete the records of {name}[{partition}] before offset {before}"),
        () =>
        {
            using var topic = new NativeText(name);
            return ((delegate* unmanaged[Cdecl]<nint, byte*, int, long, int>)LibRdKafka.Export("rd_kafka_mock_partition_delete_records"))(
                _cluster, topic.Pointer, partition, before);
        });

    public void SetBroker(int broker, bool up) => CallOnBroker(
        broker, up ? "rd_kafka_mock_broker_set_up" : "rd_kafka_mock_broker_set_down", up ? "start" : "stop");

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

    private void CallOnBroker(int broker, string function, string action) => Call(
        string.Create(CultureInfo.InvariantCulture, $"{action} broker {broker}"),
        () => ((delegate* unmanaged[Cdecl]<nint, int, int>)LibRdKafka.Export(function))(_cluster, broker));

    /// <summary>Calls a function that returns an error code.</summary>
    private void Call(string action, Func<int> function) => NativeClient.Check(Call(function), action);

    private T Call<T>(Func<T> function)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_client == 0, typeof(EmbeddedKafka));
            return function();
        }
    }

    private void Call(Action function) => Call(() =>
    {
        function();
        return true;
    });
}
