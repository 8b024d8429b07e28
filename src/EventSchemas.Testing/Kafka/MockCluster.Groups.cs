using System.Runtime.InteropServices.Marshalling;
using Confluent.Kafka;

namespace EventSchemas.Testing;

sealed unsafe partial class MockCluster
{
    public void SetGroupSessionTimeout(TimeSpan timeout) => CallWithTime("rd_kafka_mock_set_group_consumer_session_timeout_ms", timeout);

    public void SetGroupHeartbeatInterval(TimeSpan interval) =>
        CallWithTime("rd_kafka_mock_set_group_consumer_heartbeat_interval_ms", interval);

    /// <summary>Sets the partitions of each member, or lets the group assign them again (null).</summary>
    public void SetTargetAssignment(string group, IReadOnlyDictionary<string, IReadOnlyList<TopicPartition>>? partitionsByMember)
    {
        var set = (delegate* unmanaged[Cdecl]<nint, byte*, nint, void>)LibRdKafka.Export("rd_kafka_mock_cgrp_consumer_target_assignment");
        var destroy = (delegate* unmanaged[Cdecl]<nint, void>)LibRdKafka.Export(
            "rd_kafka_mock_cgrp_consumer_target_assignment_destroy");
        Call(() =>
        {
            using var id = new NativeText(group);
            nint assignment = partitionsByMember is null ? 0 : CreateAssignment(partitionsByMember);
            set(_cluster, id.Pointer, assignment);
            if (assignment != 0)
            {
                destroy(assignment);
            }
        });
    }

    private static nint CreateAssignment(IReadOnlyDictionary<string, IReadOnlyList<TopicPartition>> partitionsByMember)
    {
        var destroy = (delegate* unmanaged[Cdecl]<nint, void>)LibRdKafka.Export("rd_kafka_topic_partition_list_destroy");
        byte*[] ids = new byte*[partitionsByMember.Count];
        nint[] lists = new nint[partitionsByMember.Count];
        int i = 0;
        foreach ((string member, IReadOnlyList<TopicPartition> partitions) in partitionsByMember)
        {
            ids[i] = Utf8StringMarshaller.ConvertToUnmanaged(member);
            lists[i++] = CreateList(partitions);
        }

        nint assignment;
        fixed (byte** firstId = ids)
        fixed (nint* firstList = lists)
        {
            assignment = ((delegate* unmanaged[Cdecl]<byte**, int, nint*, nint>)LibRdKafka.Export(
                "rd_kafka_mock_cgrp_consumer_target_assignment_new"))(firstId, ids.Length, firstList);
        }

        for (i = 0; i < ids.Length; i++)
        {
            Utf8StringMarshaller.Free(ids[i]);
            destroy(lists[i]);
        }

        return assignment;
    }

    private static nint CreateList(IReadOnlyList<TopicPartition> partitions)
    {
        nint list = ((delegate* unmanaged[Cdecl]<int, nint>)LibRdKafka.Export("rd_kafka_topic_partition_list_new"))(partitions.Count);
        var add = (delegate* unmanaged[Cdecl]<nint, byte*, int, nint>)LibRdKafka.Export("rd_kafka_topic_partition_list_add");
        foreach (TopicPartition partition in partitions)
        {
            using var topic = new NativeText(partition.Topic);
            add(list, topic.Pointer, partition.Partition);
        }

        return list;
    }

    private void CallWithTime(string function, TimeSpan time) => Call(() =>
        ((delegate* unmanaged[Cdecl]<nint, int, void>)LibRdKafka.Export(function))(_cluster, (int)time.TotalMilliseconds));
}
