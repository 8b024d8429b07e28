using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>Checks the configuration against what the application has registered. Every message names the setting in full.</summary>
sealed class EventBusOptionsValidator(EventBusRegistrations registrations) : IValidateOptions<EventBusOptions>
{
    private static readonly Dictionary<string, string> Reserved = new(StringComparer.Ordinal)
    {
        ["bootstrap.servers"] = "set Kafka:BootstrapServers instead",
        ["group.id"] = "the registration of the group says it",
        ["auto.offset.reset"] = "the registration of the group says where it starts",
        ["enable.auto.commit"] = "an offset counts only when every handler is done with its message",
        ["enable.auto.offset.store"] = "an offset counts only when every handler is done with its message",
        ["enable.idempotence"] = "without it, retries reorder and repeat messages",
        ["acks"] = "a message is delivered when all replicas have it",
        ["message.timeout.ms"] = "set Kafka:MessageTimeout instead",
        ["delivery.timeout.ms"] = "set Kafka:MessageTimeout instead",
    };

    public ValidateOptionsResult Validate(string? name, EventBusOptions options)
    {
        string[] errors =
        [
            .. Connections(options),
            .. options.Kafka.Client.Keys.Where(Reserved.ContainsKey).Select(key => $"{Path("Kafka:Client:" + key)} can't be set: {Reserved[key]}."),
            .. Events(options),
            .. options.Groups.SelectMany(group => Group(group.Key, group.Value)),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Connections(EventBusOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Kafka.BootstrapServers))
        {
            yield return $"{Path("Kafka:BootstrapServers")} is missing: give host:port of at least one broker.";
        }

        if (!Uri.TryCreate(options.SchemaRegistry.Url, UriKind.Absolute, out Uri? url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            yield return $"{Path("SchemaRegistry:Url")} is '{options.SchemaRegistry.Url}': give the registry's address, for example http://localhost:8081.";
        }

        if (options.Kafka.MessageTimeout <= TimeSpan.Zero)
        {
            yield return $"{Path("Kafka:MessageTimeout")} is {options.Kafka.MessageTimeout}: give a time, for example 00:00:30.";
        }

        if (options.SchemaRegistry.RequestTimeout <= TimeSpan.Zero)
        {
            yield return $"{Path("SchemaRegistry:RequestTimeout")} is {options.SchemaRegistry.RequestTimeout}: give a time, for example 00:00:05.";
        }
    }

    private IEnumerable<string> Events(EventBusOptions options)
    {
        foreach (string eventType in options.Producers.Keys.Where(type => registrations.Events.All(e => e.Descriptor.EventType != type)))
        {
            yield return $"{Path("Producers:" + eventType)}: this service has no such event. It has {List(registrations.Events.Select(e => e.Descriptor.EventType))}.";
        }

        foreach (EventRegistration registration in registrations.Events.Where(e => e.Topics(options).Count == 0))
        {
            yield return $"{Path($"Producers:{registration.Descriptor.EventType}:Topics")} is missing: the event's attribute names no topic, so configuration must.";
        }
    }

    private IEnumerable<string> Group(string group, GroupOptions options)
    {
        if (registrations.Groups.All(g => g.Name != group))
        {
            yield return $"{Path("Groups:" + group)}: this service has no such group. It has {List(registrations.Groups.Select(g => g.Name))}.";
        }

        if (options.QueueLength < 1)
        {
            yield return $"{Path($"Groups:{group}:QueueLength")} is {options.QueueLength}: at least 1 message must fit.";
        }

        if (options.Retry.InitialDelay <= TimeSpan.Zero || options.Retry.MaxDelay < options.Retry.InitialDelay)
        {
            yield return $"{Path($"Groups:{group}:Retry")} goes from {options.Retry.InitialDelay} to {options.Retry.MaxDelay}: the first delay is above zero, and the longest not below it.";
        }
    }

    private string Path(string key) => $"{registrations.SectionPath}:{key}";

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
