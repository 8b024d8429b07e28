namespace EventSchemas.Analyzers;

/// <summary>What Kafka takes for the name of a topic.</summary>
static class TopicName
{
    private const int MostCharacters = 249;

    /// <summary>Why a text can't be one, as the end of a sentence; null where it can.</summary>
    public static string? WhyNot(string topic) =>
        topic.Length > MostCharacters ? $"it has {topic.Length} characters, and Kafka takes {MostCharacters} at most"
        : topic is "." or ".." ? "Kafka takes no topic of dots alone"
        : topic.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-') ? null
        : "Kafka takes letters, digits, '.', '_' and '-'";
}
