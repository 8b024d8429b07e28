namespace EventSchemas.Testing;

sealed unsafe partial class MockCluster
{
    public void TrackRequests(bool on) => Call(() => CallWithCluster(
        on ? "rd_kafka_mock_start_request_tracking" : "rd_kafka_mock_stop_request_tracking"));

    public void ClearRequests() => Call(() => CallWithCluster("rd_kafka_mock_clear_requests"));

    public IReadOnlyList<KafkaRequestEntry> Requests() => Call<IReadOnlyList<KafkaRequestEntry>>(() =>
    {
        nuint count;
        nint* requests = ((delegate* unmanaged[Cdecl]<nint, nuint*, nint*>)LibRdKafka.Export("rd_kafka_mock_get_requests"))(
            _cluster, &count);
        var broker = (delegate* unmanaged[Cdecl]<nint, int>)LibRdKafka.Export("rd_kafka_mock_request_id");
        var key = (delegate* unmanaged[Cdecl]<nint, short>)LibRdKafka.Export("rd_kafka_mock_request_api_key");
        var time = (delegate* unmanaged[Cdecl]<nint, long>)LibRdKafka.Export("rd_kafka_mock_request_timestamp");
        var entries = new KafkaRequestEntry[(int)count];
        for (int i = 0; i < entries.Length; i++)
        {
            nint request = requests[i];
            entries[i] = new KafkaRequestEntry(
                broker(request), (KafkaRequest)key(request), TimeSpan.FromMicroseconds(time(request)));
        }

        ((delegate* unmanaged[Cdecl]<nint*, nuint, void>)LibRdKafka.Export("rd_kafka_mock_request_destroy_array"))(requests, count);
        return entries;
    });

    private void CallWithCluster(string function) => ((delegate* unmanaged[Cdecl]<nint, void>)LibRdKafka.Export(function))(_cluster);
}
