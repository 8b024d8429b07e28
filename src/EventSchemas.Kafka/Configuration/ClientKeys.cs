using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>Asks librdkafka about settings by name, without creating a client.</summary>
static class ClientKeys
{
    // No client is created, because this one doesn't exist. It is checked last.
    private const string Sentinel = "eventschemas.no.such.setting";

    /// <summary>What is wrong with settings of producers or consumers.</summary>
    /// <returns>The keys that don't exist, and those whose values are refused.</returns>
    public static (IReadOnlyList<string> Unknown, IReadOnlyList<string> Invalid) Check(IReadOnlyDictionary<string, string> settings)
    {
        var unknown = new List<string>();
        var invalid = new List<string>();
        foreach ((string key, string value) in settings)
        {
            string? problem = key.StartsWith("dotnet.", StringComparison.Ordinal) ? null : Problem(key, value);
            if (problem is not null)
            {
                (problem == key ? unknown : invalid).Add(key);
            }
        }

        return (unknown, invalid);
    }

    /// <summary>The key if it doesn't exist, another text if its value is refused, null if both are fine.</summary>
    private static string? Problem(string key, string value)
    {
        try
        {
            using IProducer<Null, Null> never = new ProducerBuilder<Null, Null>([new(key, value), new(Sentinel, "")]).Build();
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message.Contains(Sentinel, StringComparison.Ordinal) ? null : key;
        }
        catch (ArgumentException)
        {
            return "refused";
        }
    }
}
