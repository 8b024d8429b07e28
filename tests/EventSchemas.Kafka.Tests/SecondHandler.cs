namespace EventSchemas.Kafka.Tests;

sealed class SecondHandler(Recorder recorder) : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("second", value.Number, context, cancellationToken);
}
