using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventService._1;

/// <summary>Places an order every few seconds, and says so on the bus.</summary>
public sealed partial class OrderDesk(IOrderPlacedProducer producer, ILogger<OrderDesk> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        for (int number = 1; await timer.WaitForNextTickAsync(stoppingToken); number++)
        {
            await PlaceAsync(number.ToString(CultureInfo.InvariantCulture), stoppingToken);
        }
    }

    private async Task PlaceAsync(string number, CancellationToken cancellationToken)
    {
        try
        {
#if (openedx)
            var placed = new OrderPlaced(new OrderData(number, "Ada", Pieces: 1));
#else
            var placed = new OrderPlaced(number, "Ada", Pieces: 1);
#endif
            PublishResult result = await producer.PublishAsync(placed, cancellationToken: cancellationToken);
            LogPlaced(number, result);
        }
        catch (EventPublishException e)
        {
            LogNotPublished(number, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Order {Number} was placed: {Result}")]
    private partial void LogPlaced(string number, PublishResult result);

    [LoggerMessage(LogLevel.Error, "Order {Number} was not published: {Problem}")]
    private partial void LogNotPublished(string number, string problem);
}
