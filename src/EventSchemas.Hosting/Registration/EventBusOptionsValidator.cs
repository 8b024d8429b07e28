using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>Checks the configuration against the application's registrations. Every message names the setting in full.</summary>
sealed class EventBusOptionsValidator(EventBusRegistrations registrations) : IValidateOptions<EventBusOptions>
{
    public ValidateOptionsResult Validate(string? name, EventBusOptions options)
    {
        string[] errors = [.. Events(options), .. options.Groups.SelectMany(group => Group(group.Key, group.Value))];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Events(EventBusOptions options)
    {
        string known = List(registrations.Events.Select(e => e.Descriptor.EventType));
        foreach (string eventType in options.Producers.Keys.Where(type => registrations.Events.All(e => e.Descriptor.EventType != type)))
        {
            yield return $"{Path("Producers:" + eventType)}: this service has no such event. It has {known}.";
        }

        foreach (EventRegistration registration in registrations.Events.Where(e => e.FullTopics(options).Count == 0))
        {
            yield return $"{Path($"Producers:{registration.Descriptor.EventType}:Topics")} is missing: "
                + "the event's attribute names no topic, so configuration must.";
        }
    }

    private IEnumerable<string> Group(string group, GroupOptions options)
    {
        if (registrations.Groups.All(g => g.Name != group))
        {
            string known = List(registrations.Groups.Select(g => g.Name));
            yield return $"{Path("Groups:" + group)}: this service has no such group. It has {known}.";
        }

        if (options.QueueLength < 1)
        {
            yield return $"{Path($"Groups:{group}:QueueLength")} is {options.QueueLength}: at least 1 message must fit.";
        }

        RetryOptions retry = options.Retry;
        if (retry.InitialDelay <= TimeSpan.Zero || retry.MaxDelay < retry.InitialDelay)
        {
            yield return $"{Path($"Groups:{group}:Retry")} goes from {retry.InitialDelay} to {retry.MaxDelay}: "
                + "InitialDelay must be above zero, and MaxDelay not below it.";
        }
    }

    private string Path(string key) => registrations.PathOf(key);

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
