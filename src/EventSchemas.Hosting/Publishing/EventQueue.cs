using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <inheritdoc cref="IEventQueue"/>
sealed partial class EventQueue(
    IEventPublisher publisher, IOptions<EventBusOptions> options, IServiceProvider services, ILogger<EventQueue> logger)
    : IEventQueue, IDisposable
{
    private readonly SemaphoreSlim _room = new(options.Value.Publishing.QueueLength);
    private readonly IPublishFailureHandler? _handler = services.GetService<IPublishFailureHandler>();

    public int Count => options.Value.Publishing.QueueLength - _room.CurrentCount;

    public async ValueTask EnqueueAsync<TEvent>(
        TEvent value, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentNullException.ThrowIfNull(value);
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        Task<PublishResult> published;
        try
        {
            published = publisher.PublishAsync(value, options, CancellationToken.None);
            if (published is { IsFaulted: true, Exception.InnerException: EventDataException })
            {
                await published.ConfigureAwait(false);
            }
        }
        catch
        {
            _room.Release();
            throw;
        }

        _ = ObserveAsync(value, TEvent.EventType, published);
    }

    /// <summary>Waits until nothing is on the way.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < options.Value.Publishing.QueueLength; i++)
        {
            await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        _room.Release(options.Value.Publishing.QueueLength);
    }

    public void Dispose() => _room.Dispose();

    private async Task ObserveAsync(object value, string eventType, Task<PublishResult> published)
    {
        try
        {
            await published.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await HandleAsync(new PublishFailure(value, eventType, e)).ConfigureAwait(false);
        }

        _room.Release();
    }

    private async Task HandleAsync(PublishFailure failure)
    {
        if (_handler is null)
        {
            LogFailed(logger, failure.Exception, failure.EventType, failure.Exception.Message);
            return;
        }

        try
        {
            await _handler.HandleAsync(failure, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            LogHandlerFailed(logger, e, _handler.GetType().Name, failure.EventType, failure.Exception.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A queued {EventType} was not published: {Reason}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string eventType, string reason);

    [LoggerMessage(2, LogLevel.Error, "{Handler} failed on a queued {EventType} that was not published: {Reason}")]
    private static partial void LogHandlerFailed(ILogger logger, Exception exception, string handler, string eventType, string reason);
}
