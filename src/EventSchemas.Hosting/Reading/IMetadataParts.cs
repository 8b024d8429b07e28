namespace EventSchemas.Hosting;

/// <summary>
/// What a message says about its event, by content: the headers of Kafka, or the fields of an entry of Redis. A structure, so that reading
/// a message allocates nothing for it.
/// </summary>
interface IMetadataParts
{
    /// <summary>The topic that the message was on first.</summary>
    string Topic { get; }

    /// <summary>Where the message was first, as text: an event without an id gets one that is made from it.</summary>
    string Position { get; }

    /// <summary>When the message was written; null where nobody says it.</summary>
    DateTimeOffset? Written { get; }

    /// <summary>The bytes of a part.</summary>
    /// <returns>Whether the message has the part.</returns>
    bool TryGet(EventHeaderContent content, out ReadOnlySpan<byte> bytes);

    /// <summary>Why a part can't be used, whatever it says, as in <c>it has 2 ce_id headers</c>; null where it can.</summary>
    string? ProblemOf(EventHeaderContent content);

    /// <summary>What a part is called in messages to people, as in <c>ce_id header</c>.</summary>
    string NameOf(EventHeaderContent content);
}
