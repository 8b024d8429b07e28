using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>Checks the configuration against the application's registrations. Every message names the setting in full.</summary>
sealed class EventBusOptionsValidator(EventBusRegistrations registrations) : IValidateOptions<EventBusOptions>
{
    private static readonly TimeSpan MaxCommitInterval = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, EventBusOptions options)
    {
        string[] errors =
        [
            .. Source(options),
            .. Publishing(options.Publishing),
            .. Processed(options.ProcessedEvents),
            .. Events(options),
            .. Transports(options),
            .. options.Groups.SelectMany(group => Group(group.Key, group.Value)),
            .. WithoutTopics(options),
            .. Batches(options),
            .. DeadLetters(options),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Source(EventBusOptions options)
    {
        EventConventions? conventions = registrations.Events
            .Where(e => e.IsProduced)
            .Select(e => e.Descriptor.Conventions)
            .FirstOrDefault(conventions => conventions.HasConfigurableSource);
        if (options.Source is { } source)
        {
            if (!IsUriReference(source))
            {
                yield return $"{Path("Source")} is '{source}': give a URI reference, for example /shop or https://example.org/shop.";
            }
        }
        else if (conventions?.Source(options.ServiceName) is { } fallback && !IsUriReference(fallback))
        {
            yield return $"{Path("Source")} is missing: {Path("ServiceName")} is '{options.ServiceName}', which can't be the source of "
                + "events. Give a URI reference, for example /shop or https://example.org/shop.";
        }
    }

    private static bool IsUriReference(string text) =>
        text.Length > 0 && text.All(char.IsAscii)
        && (Uri.IsWellFormedUriString(text, UriKind.Absolute) || Uri.IsWellFormedUriString(text, UriKind.Relative));

    private IEnumerable<string> Processed(ProcessedEventOptions options)
    {
        if (options.MaxCount < 1)
        {
            yield return $"{Path("ProcessedEvents:MaxCount")} is {options.MaxCount}: give 1 or more.";
        }

        if (options.MaxAge <= TimeSpan.Zero)
        {
            yield return $"{Path("ProcessedEvents:MaxAge")} is {options.MaxAge}: give a time above zero, for example 01:00:00.";
        }
    }

    private IEnumerable<string> Publishing(PublishingOptions options)
    {
        if (options.QueueLength < 1)
        {
            yield return $"{Path("Publishing:QueueLength")} is {options.QueueLength}: at least 1 event must fit.";
        }

        if (options.UndeliveredBytes < 1)
        {
            yield return $"{Path("Publishing:UndeliveredBytes")} is {options.UndeliveredBytes}: at least 1 event must fit.";
        }
    }

    private IEnumerable<string> Events(EventBusOptions options)
    {
        string known = List(registrations.Events.Select(e => e.Descriptor.EventType));
        foreach (string eventType in options.Producers.Keys.Where(IsUnknownEvent))
        {
            yield return $"{Path("Producers:" + eventType)}: this service has no such event. It has {known}.";
        }

        foreach (EventRegistration registration in registrations.Events.Where(e => e.FullTopics(options).Count == 0))
        {
            GroupRegistration? reader = registrations.Groups.FirstOrDefault(group => ReadsTopicsOf(registration, group, options));
            if (registration.IsProduced || reader is not null)
            {
                string instead = registration.IsProduced ? "" : $" Or name the topics of the group in {Topics(reader!.Name)}.";
                yield return $"{Path($"Producers:{registration.Descriptor.EventType}:Topics")} is missing: "
                    + $"the event's attribute names no topic, so configuration must.{instead}";
            }
        }
    }

    private bool IsUnknownEvent(string eventType) =>
        registrations.IsComplete && registrations.Events.All(e => e.Descriptor.EventType != eventType);

    private IEnumerable<string> Transports(EventBusOptions options) =>
        from setting in options.Producers.Select(one => (Path: $"Producers:{one.Key}:Transports", Names: one.Value.Transports))
            .Concat(options.Groups.Select(one => (Path: $"Groups:{one.Key}:Transports", Names: one.Value.Transports)))
        from name in setting.Names
        where registrations.IsComplete && !registrations.Transports.Contains(name, StringComparer.OrdinalIgnoreCase)
        select $"{Path(setting.Path)} has {name}: this service has no such transport. It has {List(registrations.Transports)}.";

    private static bool ReadsTopicsOf(EventRegistration @event, GroupRegistration group, EventBusOptions options) =>
        options.Groups.GetValueOrDefault(group.Name) is not { Topics.Count: > 0 }
        && group.Handlers.Any(handler => handler.Events?.Contains(@event) == true);

    /// <summary>A group whose handlers get every event has no topics of its own.</summary>
    private IEnumerable<string> WithoutTopics(EventBusOptions options) => registrations.Groups
        .Where(group => group.Foreign is null && group.Handlers.All(handler => handler.Events is null)
            && options.Groups.GetValueOrDefault(group.Name) is not { Topics.Count: > 0 })
        .Select(group => $"{Topics(group.Name)} is missing: the group handles every event of its topics, so configuration must name them.");

    private IEnumerable<string> Group(string group, GroupOptions options)
    {
        GroupRegistration? registration = registrations.Groups.FirstOrDefault(g => g.Name == group);
        if (registration is null && registrations.IsComplete)
        {
            string known = List(registrations.Groups.Select(g => g.Name));
            yield return $"{Path("Groups:" + group)}: this service has no such group. It has {known}.";
            yield break;
        }

        IEnumerable<string> handlers = registration switch
        {
            { Foreign: null } => registration.Handlers.Select(one => one.Name),
            { Foreign.Handlers: { } known } => known,
            _ => options.Handlers.Keys,
        };
        foreach (string handler in options.Handlers.Keys.Except(handlers))
        {
            string known = List(handlers);
            yield return $"{Path($"Groups:{group}:Handlers:{handler}")}: the group has no such handler. It has {known}.";
        }

        (string Name, long Value)[] counts =
        [
            ("QueueLength", options.QueueLength), ("QueueBytes", options.QueueBytes), ("Concurrency", options.Concurrency),
        ];
        foreach ((string name, long value) in counts.Where(count => count.Value < 1))
        {
            yield return $"{Path($"Groups:{group}:{name}")} is {value}: give 1 or more.";
        }

        (string Name, TimeSpan Value)[] times =
        [
            ("CommitInterval", options.CommitInterval), ("DrainTimeout", options.DrainTimeout), ("StalledAfter", options.StalledAfter),
        ];
        foreach ((string name, TimeSpan value) in times.Where(time => time.Value <= TimeSpan.Zero))
        {
            yield return $"{Path($"Groups:{group}:{name}")} is {value}: give a time above zero, for example 00:00:10.";
        }

        if (options.CommitInterval > MaxCommitInterval)
        {
            yield return $"{Path($"Groups:{group}:CommitInterval")} is {options.CommitInterval}: give {MaxCommitInterval} at most.";
        }

        if (options.DeadLetters.MaxRedrives < 0)
        {
            yield return $"{Path($"Groups:{group}:DeadLetters:MaxRedrives")} is {options.DeadLetters.MaxRedrives}: give 0 or more.";
        }

        if (options.DeadLetters.Retention <= TimeSpan.Zero)
        {
            yield return $"{Path($"Groups:{group}:DeadLetters:Retention")} is {options.DeadLetters.Retention}: give a time above zero, for "
                + "example 30.00:00:00, or leave it out.";
        }

        RetryOptions retry = options.Retry;
        IEnumerable<string> problems = Retry($"Groups:{group}:Retry", retry.MaxAttempts, retry.InitialDelay, retry.MaxDelay)
            .Concat(options.Handlers.SelectMany(handler => Retry(
                $"Groups:{group}:Handlers:{handler.Key}",
                handler.Value.MaxAttempts,
                handler.Value.InitialDelay,
                handler.Value.MaxDelay)));
        foreach (string problem in problems)
        {
            yield return problem;
        }
    }

    private IEnumerable<string> Batches(EventBusOptions options)
    {
        foreach (ConsumerGroup group in registrations.Groups.Select(group => new ConsumerGroup(group, registrations, options)))
        {
            foreach (GroupHandler handler in group.Handlers)
            {
                string path = $"{group.SettingsPath}:Handlers:{handler.Name}";
                if (handler.Batch is null)
                {
                    if (group.Options.Handlers.GetValueOrDefault(handler.Name) is { BatchSize: not null } or { BatchWait: not null })
                    {
                        yield return $"{path} has a batch, but the handler gets one event at a time: remove BatchSize and BatchWait.";
                    }

                    continue;
                }

                (int size, TimeSpan wait) = (handler.Policy.BatchSize, handler.Policy.BatchWait);
                if (size < 1 || size > group.Options.QueueLength)
                {
                    yield return $"{path}:BatchSize is {size}: give 1 or more, and at most {group.SettingsPath}:QueueLength, which is "
                        + $"{group.Options.QueueLength}.";
                }

                if (wait < TimeSpan.Zero || wait >= group.Options.StalledAfter)
                {
                    yield return $"{path}:BatchWait is {wait}: give a time below {group.SettingsPath}:StalledAfter, which is "
                        + $"{group.Options.StalledAfter}.";
                }
            }
        }
    }

    private IEnumerable<string> Retry(string path, int? maxAttempts, TimeSpan? initialDelay, TimeSpan? maxDelay)
    {
        if (maxAttempts < 0)
        {
            yield return $"{Path(path + ":MaxAttempts")} is {maxAttempts}: give 1 or more, or 0 for attempts without an end.";
        }

        if (initialDelay <= TimeSpan.Zero || maxDelay < initialDelay)
        {
            yield return $"{Path(path)} goes from {initialDelay} to {maxDelay}: "
                + "InitialDelay must be above zero, and MaxDelay not below it.";
        }
    }

    /// <summary>No group may read what is only written for people, nor the retry topic of another group.</summary>
    private IEnumerable<string> DeadLetters(EventBusOptions options)
    {
        ConsumerGroup[] groups = [.. registrations.Groups.Select(group => new ConsumerGroup(group, registrations, options))];
        foreach (ConsumerGroup group in groups)
        {
            foreach (ConsumerGroup reader in groups.Where(other => other.Topics.Contains(group.DeadLetterTopic)))
            {
                yield return $"{Path($"Groups:{group.Name}:DeadLetters:Topic")} is {group.DeadLetterTopic}, which the group {reader.Name} "
                    + "reads, so that a message that can't be handled would come back for ever: name another topic.";
            }

            foreach (ConsumerGroup reader in groups.Where(other => other.Topics.Contains(group.RetryTopic)))
            {
                yield return $"{Path($"Groups:{group.Name}:DeadLetters:RetryTopic")} is {group.RetryTopic}, which the group {reader.Name} "
                    + "reads as a topic of its events: name another topic.";
            }

            ConsumerGroup? twin = groups.FirstOrDefault(other => other != group && other.RetryTopic == group.RetryTopic);
            if (twin is not null || group.RetryTopic == group.DeadLetterTopic)
            {
                yield return $"{Path($"Groups:{group.Name}:DeadLetters:RetryTopic")} is {group.RetryTopic}, which is also "
                    + $"{(twin is null ? "the group's dead-letter topic" : $"that of the group {twin.Name}")}: name another topic.";
            }
        }
    }

    private string Topics(string group) => Path($"Groups:{group}:Topics");

    private string Path(string key) => registrations.PathOf(key);

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
