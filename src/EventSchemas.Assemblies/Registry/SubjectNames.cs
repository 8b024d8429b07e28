using EventSchemas.Avro;

namespace EventSchemas.Assemblies;

/// <summary>The registry's subjects of events.</summary>
/// <param name="naming">How those are named whose conventions leave it open.</param>
/// <param name="topicPrefix">The deployment's prefix of topics; empty where it has none.</param>
sealed class SubjectNames(SubjectNaming naming, string topicPrefix)
{
    /// <summary>The subject of an event; null where it belongs to a topic, and the event names none.</summary>
    public string? Of(ContractCandidate candidate)
    {
        string record = (candidate.Schema as AvroRecordSchema)?.FullName ?? candidate.RootRecord;
        if (candidate.HasOwnRootName && naming == SubjectNaming.RecordName)
        {
            return record;
        }

        if (candidate.Terms.Topic is not { } topic)
        {
            return null;
        }

        string fullTopic = topicPrefix.Length == 0 ? topic : $"{topicPrefix}-{topic}";
        return !candidate.HasOwnRootName ? $"{fullTopic}-{candidate.EventType}.{candidate.RootRecord}"
            : naming == SubjectNaming.TopicRecordName ? $"{fullTopic}-{record}"
            : $"{fullTopic}-value";
    }
}

/// <summary>How the subjects of events are named, with the names of the service's setting.</summary>
enum SubjectNaming
{
    /// <summary>The topic and <c>-value</c>.</summary>
    TopicName,

    /// <summary>The record's full name.</summary>
    RecordName,

    /// <summary>The topic and the record's full name.</summary>
    TopicRecordName,
}
