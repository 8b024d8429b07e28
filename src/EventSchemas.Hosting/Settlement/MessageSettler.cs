using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Hosting;

/// <summary>
/// Settles the messages of a group: reads each one, then runs every handler of its event, each on its own and until it succeeds. Safe for
/// concurrent use.
/// </summary>
sealed class MessageSettler
{
    private readonly ConsumerGroup _group;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger _logger;
    private readonly Retry<ReceivedMessage, ReadOutcome> _reading;
    private readonly Retry<HandlerCall, bool> _handling;

    public MessageSettler(ConsumerGroup group, IServiceScopeFactory scopes, TimeProvider time, ILogger logger)
    {
        _group = group;
        _scopes = scopes;
        _logger = logger;
        RetryOptions options = group.Options.Retry;
        _reading = new(options, time, ReadAsync, isRetried: static exception => exception is TransientReadException, LogUnavailable);
        _handling = new(options, time, HandleAsync, isRetried: static _ => true, LogFailed);
    }

    /// <summary>Settles a message.</summary>
    /// <returns>Whether it is settled. If not, no later message may be settled either.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the message isn't settled.</exception>
    public async Task<bool> SettleAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        switch (await _reading.RunAsync(message, cancellationToken).ConfigureAwait(false))
        {
            case ReadOutcome.Event @event:
                await Task.WhenAll(_group.HandlersOf(@event.Registration).Select(handler =>
                    _handling.RunAsync(new HandlerCall(message, @event, handler), cancellationToken).AsTask())).ConfigureAwait(false);
                SettlementLog.Handled(_logger, _group.Name, message.Position, @event.Metadata.EventType, @event.Metadata.Id);
                return true;
            case ReadOutcome.Unreadable unreadable:
                return SettleUnreadable(message, unreadable);
            default:
                return true;
        }
    }

    private bool SettleUnreadable(ReceivedMessage message, ReadOutcome.Unreadable unreadable)
    {
        if (_group.Options.Unreadable == UnreadablePolicy.Stop)
        {
            string setting = $"{_group.SettingsPath}:{nameof(GroupOptions.Unreadable)}";
            SettlementLog.Stopped(_logger, unreadable.Cause, _group.Name, message.Position, unreadable.Problem, setting);
            return false;
        }

        string text = message.ToLogText(mayBePersonal: unreadable.Registration.Descriptor.PersonalData.Count > 0);
        SettlementLog.Skipped(_logger, unreadable.Cause, _group.Name, message.Position, unreadable.Problem, text);
        return true;
    }

    private static ValueTask<ReadOutcome> ReadAsync(ReceivedMessage message, CancellationToken cancellationToken) =>
        message.ReadAsync(cancellationToken);

    private async ValueTask<bool> HandleAsync(HandlerCall call, CancellationToken cancellationToken)
    {
        call.Attempt++;
        EventContext context = call.Message.CreateContext(call.Event.Metadata, _group.Name, call.Handler.Name, call.Attempt);
        await call.Handler.HandleAsync(_scopes, call.Event.Value, context, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private void LogUnavailable(ReceivedMessage message, FailedAttempt attempt) =>
        SettlementLog.Unavailable(_logger, _group.Name, message.Position, attempt.Delay, attempt.Exception.Message);

    private void LogFailed(HandlerCall call, FailedAttempt attempt) =>
        SettlementLog.HandlerFailed(
            _logger,
            attempt.Exception,
            _group.Name,
            call.Handler.Name,
            call.Message.Position,
            call.Event.Metadata.EventType,
            call.Event.Metadata.Id,
            attempt.Number,
            attempt.Delay);

    /// <summary>One handler's work on one message.</summary>
    private sealed class HandlerCall(ReceivedMessage message, ReadOutcome.Event @event, HandlerRegistration handler)
    {
        public ReceivedMessage Message { get; } = message;

        public ReadOutcome.Event Event { get; } = @event;

        public HandlerRegistration Handler { get; } = handler;

        /// <summary>How often the handler has been called, this time included.</summary>
        public int Attempt { get; set; }
    }
}
