namespace EventSchemas.Kafka.Tests;

sealed class PaidHandler(Recorder recorder) : IEventHandler<OrderPaid>
{
    public Task HandleAsync(OrderPaid value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("paid", value.Number, context, cancellationToken);
}
