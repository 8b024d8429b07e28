namespace EventSchemas.Kafka;

/// <summary>
/// What a group does with a message of one of its events that can't be read: bad framing, a writer schema that is unknown or
/// doesn't resolve to the record's, bytes that are not the event, headers that contradict each other. A message that names no
/// event of the group is not one of them: the group passes over it.
/// </summary>
public enum UnreadablePolicy
{
    /// <summary>
    /// The partition stops before it, with an error in the log; the others go on. Nothing is lost: once the cause is mended, a restart
    /// goes on at this message.
    /// </summary>
    Stop,

    /// <summary>The message is passed over, with an error in the log that holds all of it, as the Python services do.</summary>
    Skip,
}
