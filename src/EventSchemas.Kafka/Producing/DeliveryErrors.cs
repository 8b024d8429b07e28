using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>Says why a message wasn't delivered and what to do, with the setting that matters. Safe for concurrent use.</summary>
sealed class DeliveryErrors(IOptions<KafkaOptions> options, EventBusRegistrations registrations)
{
    private Error? _last;

    /// <summary>The brokers that messages name.</summary>
    public string Address => $"Kafka at {options.Value.BootstrapServers} ({registrations.PathOf("Kafka:BootstrapServers")})";

    /// <summary>Remembers what the client reported: a message that times out has only this as its cause.</summary>
    public void Report(Error error) => Volatile.Write(ref _last, error);

    /// <summary>Forgets it, because a message was delivered.</summary>
    public void Clear() => Volatile.Write(ref _last, null);

    /// <summary>Why, and what to do.</summary>
    public (PublishFailureReason Reason, string Text) Explain(Error error, EventDescriptor descriptor, string topic, int size)
    {
        // A time-out is a consequence.
        Error? last = Volatile.Read(ref _last);
        Error cause = error.Code == ErrorCode.Local_MsgTimedOut && last is not null && ReasonOf(last.Code) != PublishFailureReason.Other
            ? last
            : error;
        PublishFailureReason reason = ReasonOf(cause.Code);
        return (reason, reason switch
        {
            PublishFailureReason.TooLarge =>
                $"Its message of {size} bytes for the topic {topic} is too large ({cause.Reason}). Make the event smaller, or raise "
                + $"{registrations.PathOf("Kafka:Client:message.max.bytes")} and the topic's max.message.bytes.",
            PublishFailureReason.NotAuthorized =>
                $"This service may not write to the topic {topic} ({cause.Reason}). Check {registrations.PathOf("Kafka:Security")}, and "
                + "that the user may write to the topic and use idempotent writes.",
            PublishFailureReason.UnknownTopic =>
                $"The topic {topic} doesn't exist ({cause.Reason}). Create it, or correct its name: it is Topic of the event's "
                + $"attribute or {registrations.PathOf($"Producers:{descriptor.EventType}:Topics")}, after "
                + $"{registrations.PathOf("TopicPrefix")}.",
            PublishFailureReason.Unavailable =>
                $"{Address}, topic {topic}: {error.Reason}.{Last(error, cause)} Check the address, and that a broker is running.",
            _ => $"The topic {topic}: {error.Reason} ({error.Code}).",
        });
    }

    private static string Last(Error error, Error cause) => cause.Code == error.Code ? "" : $" The client's last error: {cause.Reason}.";

    private static PublishFailureReason ReasonOf(ErrorCode code) => code switch
    {
        ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge or ErrorCode.InvalidMsgSize => PublishFailureReason.TooLarge,
        ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.SaslAuthenticationFailed
            or ErrorCode.TransactionalIdAuthorizationFailed or ErrorCode.Local_Authentication or ErrorCode.Local_Ssl
            => PublishFailureReason.NotAuthorized,
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition or ErrorCode.TopicException
            => PublishFailureReason.UnknownTopic,
        ErrorCode.Local_MsgTimedOut or ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve
            or ErrorCode.Local_TimedOut or ErrorCode.RequestTimedOut or ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition
            or ErrorCode.NotEnoughReplicas or ErrorCode.NotEnoughReplicasAfterAppend or ErrorCode.BrokerNotAvailable
            or ErrorCode.NetworkException or ErrorCode.KafkaStorageError => PublishFailureReason.Unavailable,
        _ => PublishFailureReason.Other,
    };
}
