using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>Runs the consumer groups of the service on its transport.</summary>
sealed class ConsumerGroupsService(IOptions<EventBusOptions> options, EventBusRegistrations registrations, IConsumingTransport transport)
    : IHostedService, IDisposable
{
    private readonly List<IGroupConsumer> _consumers = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (GroupRegistration registration in registrations.Groups)
        {
            IGroupConsumer consumer = transport.CreateConsumer(new ConsumerGroup(registration, registrations, options.Value));
            _consumers.Add(consumer);
            consumer.Start();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_consumers.Select(consumer => consumer.StopAsync(cancellationToken)));

    public void Dispose() => _consumers.ForEach(consumer => consumer.Dispose());
}
