namespace EventSchemas.Hosting;

/// <summary>An event goes to several places, and not all of them have it.</summary>
static class PartialDelivery
{
    /// <summary>The exception that says what has the event, and why the rest hasn't.</summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="id">The event's id.</param>
    /// <param name="delivered">The messages that were delivered.</param>
    /// <param name="failures">The failures of the other places; at least one.</param>
    public static EventPublishException Explain(
        string eventType, Guid id, IReadOnlyList<DeliveredMessage> delivered, List<EventPublishException> failures)
    {
        PublishOutcome outcome = delivered.Count > 0 ? PublishOutcome.PartlyDelivered
            : failures.Exists(failure => failure.Outcome != PublishOutcome.NotDelivered) ? PublishOutcome.PossiblyDelivered
            : PublishOutcome.NotDelivered;
        string what = delivered.Count > 0 ? $"was delivered as {string.Join(", ", delivered)} only. " : "";
        return new EventPublishException(
            eventType,
            id,
            outcome,
            failures[0].Reason,
            $"{eventType} {id} {what}{string.Join(" ", failures.Select(failure => failure.Message))}",
            failures.Count == 1 ? failures[0] : new AggregateException(failures))
        {
            Delivered = delivered,
        };
    }
}
