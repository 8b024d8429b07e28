using System.Globalization;
using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>Ids of events that have none, or none that is a UUID. They are the same each time the message is delivered.</summary>
static class DerivedId
{
    /// <summary>The id of a message by its position.</summary>
    public static Guid Of(TopicPartitionOffset position) => NamedId.Of(string.Create(
        CultureInfo.InvariantCulture, $"{position.Topic}\n{position.Partition.Value}\n{position.Offset.Value}"));

    /// <summary>The id of an event by the id that its source has given it.</summary>
    public static Guid Of(string source, string id) => NamedId.Of($"{source}\n{id}");
}
