namespace EventSchemas.Kafka.Tests;

sealed class FirstHandler(Recorder recorder) : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("first", value.Number, context, cancellationToken);
}
