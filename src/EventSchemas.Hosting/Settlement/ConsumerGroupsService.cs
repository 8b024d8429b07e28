using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>
/// Runs the consumer groups of the service on their transports. What a transport finds wrong with a group a little later stops the service.
/// </summary>
sealed partial class ConsumerGroupsService(
    IOptions<EventBusOptions> options,
    EventBusRegistrations registrations,
    IEnumerable<IConsumingTransport> transports,
    IHostApplicationLifetime lifetime,
    ILogger<ConsumerGroupsService> logger)
    : IHostedService, IDisposable
{
    private readonly List<IGroupConsumer> _consumers = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _checks = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ConsumerGroup[] groups =
        [
            .. registrations.Groups
                .Where(group => group.Foreign is null)
                .Select(group => new ConsumerGroup(group, registrations, options.Value)),
        ];
        (ConsumerGroup Group, IConsumingTransport Transport)[] parts =
        [
            .. from @group in groups
               from transport in transports
               where @group.IsOn(transport.Name)
               select (@group, transport),
        ];
        foreach ((ConsumerGroup group, IConsumingTransport transport) in parts)
        {
            IGroupConsumer consumer = transport.CreateConsumer(group);
            _consumers.Add(consumer);
            consumer.Start();
        }

        _checks = Task.WhenAll(parts.Select(part => CheckAsync(part.Group, part.Transport)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_consumers.Select(consumer => consumer.StopAsync(cancellationToken)).Append(_checks)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _consumers.ForEach(consumer => consumer.Dispose());
        _stop.Dispose();
    }

    // Beside the groups and not before them: a broker may take its time to answer.
    private async Task CheckAsync(ConsumerGroup group, IConsumingTransport transport)
    {
        try
        {
            await transport.CheckAsync(group, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The service stops before an answer has come.
        }
        catch (InvalidOperationException e)
        {
            LogRefused(logger, group.Name, e.Message);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "Group {Group} can't run like this, and the service stops. {Problem}")]
    private static partial void LogRefused(ILogger logger, string group, string problem);
}
