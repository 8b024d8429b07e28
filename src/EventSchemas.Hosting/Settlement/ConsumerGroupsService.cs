using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>Runs the consumer groups of the service on its transport.</summary>
sealed class ConsumerGroupsService(IOptions<EventBusOptions> options, EventBusRegistrations registrations, IConsumingTransport transport)
    : IHostedService, IDisposable
{
    private readonly List<IGroupConsumer> _consumers = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ConsumerGroup[] groups = [.. registrations.Groups.Select(group => new ConsumerGroup(group, registrations, options.Value))];
        await Task.WhenAll(groups.Select(group => transport.CheckAsync(group, cancellationToken))).ConfigureAwait(false);
        foreach (ConsumerGroup group in groups)
        {
            IGroupConsumer consumer = transport.CreateConsumer(group);
            _consumers.Add(consumer);
            consumer.Start();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_consumers.Select(consumer => consumer.StopAsync(cancellationToken)));

    public void Dispose() => _consumers.ForEach(consumer => consumer.Dispose());
}
