using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>One call that is tried again until it succeeds: of the reader, or of one handler.</summary>
sealed class MessageCall(ConsumeResult<byte[]?, byte[]?> message, HandlerRegistration? handler = null, ReadOutcome.Event? @event = null)
{
    public ConsumeResult<byte[]?, byte[]?> Message { get; } = message;

    public HandlerRegistration? Handler { get; } = handler;

    public ReadOutcome.Event? Event { get; } = @event;

    /// <summary>Which try it is, from 1.</summary>
    public int Attempt { get; set; }

    /// <summary>What the handler learns about the event besides its content.</summary>
    public EventContext Context(string group) => new()
    {
        Metadata = Event!.Metadata,
        Topic = Message.Topic,
        Partition = Message.Partition.Value,
        Offset = Message.Offset.Value,
        Group = group,
        Handler = Handler!.Name,
        Attempt = Attempt,
    };
}
