using System.Globalization;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace EventSchemas.Testing;

sealed unsafe partial class MockCluster
{
    // On Apple's arm64 the variable arguments of a C function are on the stack, behind arguments that fill the eight registers. Elsewhere
    // they are where those of a function with fixed arguments are.
    private static readonly bool VariableArgumentsOnStack =
        OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    private readonly HashSet<KafkaRequest> _requestsWithErrorsOfABroker = [];

    public void PushErrors(KafkaRequest request, ReadOnlySpan<ErrorCode> errors)
    {
        int[] codes = [.. errors.ToArray().Select(error => (int)error)];
        Call(() =>
        {
            // librdkafka asks the broker's errors first, and the cluster's only if the broker never had any.
            if (_requestsWithErrorsOfABroker.Contains(request))
            {
                throw new EmbeddedKafkaException(
                    $"A broker has had errors of its own for {request} requests, which hide errors of the whole cluster: "
                    + "name the broker for every error of these requests.");
            }

            fixed (int* first = codes)
            {
                ((delegate* unmanaged[Cdecl]<nint, short, nuint, int*, void>)LibRdKafka.Export(
                    "rd_kafka_mock_push_request_errors_array"))(_cluster, (short)request, (nuint)codes.Length, first);
            }
        });
    }

    public void PushError(int broker, KafkaRequest request, ErrorCode error, TimeSpan latency) => Call(
        Text($"push an error of broker {broker}"),
        () =>
        {
            nint function = LibRdKafka.Export("rd_kafka_mock_broker_push_request_error_rtts");
            int milliseconds = (int)latency.TotalMilliseconds;
            int result = VariableArgumentsOnStack
                ? ((delegate* unmanaged[Cdecl]<nint, int, short, nuint, nint, nint, nint, nint, nint, nint, int>)function)(
                    _cluster, broker, (short)request, 1, 0, 0, 0, 0, (nint)error, milliseconds)
                : ((delegate* unmanaged[Cdecl]<nint, int, short, nuint, int, int, int>)function)(
                    _cluster, broker, (short)request, 1, (int)error, milliseconds);
            if (result == 0)
            {
                _requestsWithErrorsOfABroker.Add(request);
            }

            return result;
        });

    public void PushError(TopicPartition partition, KafkaRequest request, ErrorCode error) => Call(
        $"push an error of {partition.Topic}[{partition.Partition.Value}]",
        () =>
        {
            nint function = LibRdKafka.Export("rd_kafka_mock_partition_push_request_errors");
            using var topic = new NativeText(partition.Topic);
            return VariableArgumentsOnStack
                ? ((delegate* unmanaged[Cdecl]<nint, byte*, int, short, nuint, nint, nint, nint, nint, int>)function)(
                    _cluster, topic.Pointer, partition.Partition, (short)request, 1, 0, 0, 0, (nint)error)
                : ((delegate* unmanaged[Cdecl]<nint, byte*, int, short, nuint, int, int>)function)(
                    _cluster, topic.Pointer, partition.Partition, (short)request, 1, (int)error);
        });

    public int CountErrors(int broker, KafkaRequest request)
    {
        nuint count = 0;
        nuint* counted = &count;
        Call(
            Text($"count the errors of broker {broker}"),
            () => ((delegate* unmanaged[Cdecl]<nint, int, short, nuint*, int>)LibRdKafka.Export("rd_kafka_mock_broker_error_stack_cnt"))(
                _cluster, broker, (short)request, counted));
        return (int)count;
    }

    public void ClearErrors(KafkaRequest request) => Call(() =>
    {
        var clear = (delegate* unmanaged[Cdecl]<nint, short, void>)LibRdKafka.Export("rd_kafka_mock_clear_request_errors");
        clear(_cluster, (short)request);
    });

    public void SetRoundTripTime(int broker, TimeSpan time) => Call(
        Text($"set the round-trip time of broker {broker}"),
        () => ((delegate* unmanaged[Cdecl]<nint, int, int, int>)LibRdKafka.Export("rd_kafka_mock_broker_set_rtt"))(
            _cluster, broker, (int)time.TotalMilliseconds));

    public void SetLeader(TopicPartition partition, int broker) => CallOnPartition(
        partition, broker, "rd_kafka_mock_partition_set_leader", "set the leader of");

    public void SetFollower(TopicPartition partition, int broker) => CallOnPartition(
        partition, broker, "rd_kafka_mock_partition_set_follower", "set the follower of");

    public void PushLeaderResponse(TopicPartition partition, int broker, int epoch) => Call(
        $"answer another leader of {partition.Topic}[{partition.Partition.Value}]",
        () =>
        {
            using var topic = new NativeText(partition.Topic);
            return ((delegate* unmanaged[Cdecl]<nint, byte*, int, int, int, int>)LibRdKafka.Export(
                "rd_kafka_mock_partition_push_leader_response"))(_cluster, topic.Pointer, partition.Partition, broker, epoch);
        });

    public void SetCoordinator(string group, int broker) => Call($"set the coordinator of the group {group}", () =>
    {
        using var kind = new NativeText("group");
        using var key = new NativeText(group);
        return ((delegate* unmanaged[Cdecl]<nint, byte*, byte*, int, int>)LibRdKafka.Export("rd_kafka_mock_coordinator_set"))(
            _cluster, kind.Pointer, key.Pointer, broker);
    });

    public void SetTopicError(string name, ErrorCode error) => Call(() =>
    {
        using var topic = new NativeText(name);
        ((delegate* unmanaged[Cdecl]<nint, byte*, int, void>)LibRdKafka.Export("rd_kafka_mock_topic_set_error"))(
            _cluster, topic.Pointer, (int)error);
    });

    public void AddBroker(int broker) => CallOnBroker(broker, "rd_kafka_mock_broker_add", "add");

    public void RemoveBroker(int broker) => CallOnBroker(broker, "rd_kafka_mock_broker_decommission", "remove");

    public void HideBroker(int broker) => CallOnBroker(broker, "rd_kafka_mock_broker_remove_from_metadata", "hide");

    public void SetVersions(KafkaRequest request, int lowest, int highest) => Call(
        Text($"limit {request} requests to the versions {lowest} to {highest}"),
        () => ((delegate* unmanaged[Cdecl]<nint, short, short, short, int>)LibRdKafka.Export("rd_kafka_mock_set_apiversion"))(
            _cluster, (short)request, (short)lowest, (short)highest));

    private void CallOnPartition(TopicPartition partition, int broker, string function, string action) => Call(
        $"{action} {partition.Topic}[{partition.Partition.Value}]",
        () =>
        {
            using var topic = new NativeText(partition.Topic);
            return ((delegate* unmanaged[Cdecl]<nint, byte*, int, int, int>)LibRdKafka.Export(function))(
                _cluster, topic.Pointer, partition.Partition, broker);
        });

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
