using EventSchemas.Hosting;
using EventSchemas.Kafka;

namespace EventSchemas.Testing;

/// <summary>What a test host runs on.</summary>
interface ITestBus : IAsyncDisposable
{
    /// <summary>Chooses the transport.</summary>
    void Use(EventBusBuilder events);

    /// <summary>The settings of the transport.</summary>
    IEnumerable<KeyValuePair<string, string?>> Settings(string section);

    void CreateTopic(string topic, int partitions);

    IReadOnlyList<PublishedEvent<TEvent>> Published<TEvent>(IReadOnlyList<string> topics)
        where TEvent : class, IEventContract<TEvent>;

    /// <summary>Whether the group's position is behind the last message of each of its topics.</summary>
    bool IsSettled(ConsumerGroup group);
}
