namespace EventSchemas.Contracts;

/// <summary>The rules about code that publishes and handles events (EVS5xxx).</summary>
static class UsageRules
{
    private const string Category = "EventSchemas.Usage";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new(
            RuleIds.TypedProducerBypassed, Category, RuleSeverity.Warning, "Event is published around its typed producer",
            "'{0}' takes '{1}' to Kafka around its typed producer, so its feature flag isn't asked, and its schema and its "
            + "CloudEvents headers are left to chance: inject I{1}Producer and call PublishAsync",
            "The typed producer asks the flag, registers the schema and writes the headers that every consumer finds the event by."),
        new(
            RuleIds.PublishNotAwaited, Category, RuleSeverity.Warning, "Publish is not awaited",
            "Nobody waits for '{0}' to be published, so a failure goes unseen and the process may end before Kafka has the event: "
            + "await the task, return it or keep it",
            "A publish that fails throws through its task; a task that is dropped takes the exception with it."),
        new(
            RuleIds.HandledTypeIsNotEvent, Category, RuleSeverity.Error, "Handled type is not an event",
            "'{0}' can't handle '{1}', which isn't an event: {2}",
            "Only events arrive; the compiler says the same in terms of the constraint that the type fails."),
        new(
            RuleIds.HandlersClash, Category, RuleSeverity.Error, "Registrations clash",
            "{0}",
            "What a handler has settled is told apart by its name in its group, so two of one name stop the service at its start, "
            + "and one handler under two names runs twice."),
        new(
            RuleIds.KafkaTypeUsed, Category, RuleSeverity.Warning, "Kafka type in a project that only declares events",
            "'{0}' is a type of Kafka's client, which this project leaves to the service: use IEventProducer<TEvent> and "
            + "IEventHandler<TEvent> here, or write eventschemas_kafka_types = allowed in .editorconfig",
            "Who references the events would get Kafka's client with them, and code that only a broker can test."),
        new(
            RuleIds.HandlerUnregistered, Category, RuleSeverity.Info, "Handler is in no consumer group",
            "No consumer group of this project registers '{0}', so it handles nothing: register it within AddConsumerGroup, or "
            + "call AddDiscoveredHandlers there",
            "A handler runs only where a group has it."),
        new(
            RuleIds.PublishedOutsideTransaction, Category, RuleSeverity.Warning, "Event is published before the commit",
            "'{0}' is published {1}, so services get it even if the database doesn't keep the change: {2}",
            "The bus takes no part in the database's transaction. After a rollback, services have an event about something that never "
            + "happened."),
        new(
            RuleIds.PublishedAndNotSaved, Category, RuleSeverity.Warning, "Event is never saved",
            "'{0}' is published to '{1}', which is not saved after it, so that nobody gets the event: call SaveChanges",
            "What is published to a context is a row of the outbox, which SaveChanges writes."),
    ];
}
