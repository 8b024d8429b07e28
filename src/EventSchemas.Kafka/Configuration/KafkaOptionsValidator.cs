using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>
/// Checks the options of Kafka and of the schema registry. They are checked as part of <see cref="EventBusOptions"/>, so that one
/// exception at start names everything that is wrong.
/// </summary>
sealed class KafkaOptionsValidator(
    IOptions<KafkaOptions> kafka, IOptions<SchemaRegistryOptions> registry, EventBusRegistrations registrations)
    : IValidateOptions<EventBusOptions>
{
    private static readonly Dictionary<string, string> Reserved = new(StringComparer.Ordinal)
    {
        ["bootstrap.servers"] = "set Kafka:BootstrapServers instead",
        ["group.id"] = "it is the name that the group is registered with",
        ["auto.offset.reset"] = "the registration of the group sets where it starts",
        ["enable.auto.commit"] = "an offset is committed only when every handler has settled its message",
        ["enable.auto.offset.store"] = "an offset is committed only when every handler has settled its message",
        ["enable.idempotence"] = "without it, retries reorder and repeat messages",
        ["acks"] = "a message is delivered when all replicas have it",
        ["message.timeout.ms"] = "set Kafka:MessageTimeout instead",
        ["delivery.timeout.ms"] = "set Kafka:MessageTimeout instead",
    };

    public ValidateOptionsResult Validate(string? name, EventBusOptions options)
    {
        string[] errors = [.. Kafka(kafka.Value), .. Registry(registry.Value)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Kafka(KafkaOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BootstrapServers))
        {
            yield return $"{Path("Kafka:BootstrapServers")} is missing: give host:port of at least one broker.";
        }

        if (options.MessageTimeout <= TimeSpan.Zero)
        {
            yield return $"{Path("Kafka:MessageTimeout")} is {options.MessageTimeout}: give a time, for example 00:00:30.";
        }

        foreach (string key in options.Client.Keys.Where(Reserved.ContainsKey))
        {
            yield return $"{Path("Kafka:Client:" + key)} can't be set: {Reserved[key]}.";
        }
    }

    private IEnumerable<string> Registry(SchemaRegistryOptions options)
    {
        bool isUrl = Uri.TryCreate(options.Url, UriKind.Absolute, out Uri? url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
        if (!isUrl)
        {
            yield return $"{Path("SchemaRegistry:Url")} is '{options.Url}': "
                + "give the registry's address, for example http://localhost:8081.";
        }

        if (options.RequestTimeout <= TimeSpan.Zero)
        {
            yield return $"{Path("SchemaRegistry:RequestTimeout")} is {options.RequestTimeout}: give a time, for example 00:00:05.";
        }
    }

    private string Path(string key) => registrations.PathOf(key);
}
