using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Hosting;

/// <summary>
/// Settles the messages of a group: reads each one, then runs every handler of its event. Each handler ends on its own: handled,
/// dead-lettered or skipped. Safe for concurrent use.
/// </summary>
sealed class MessageSettler(
    ConsumerGroup group,
    IServiceScopeFactory scopes,
    IDeadLetterQueue deadLetters,
    EventBusTelemetry telemetry,
    TimeProvider time,
    ILogger logger)
{
    private readonly Backoff _backoff = new(group.Options.Retry.InitialDelay, group.Options.Retry.MaxDelay);
    private readonly KeyValuePair<string, object?> _groupTag = new("messaging.consumer.group.name", group.Name);

    /// <summary>Settles a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="progress">Where it is reported what the message waits for.</param>
    /// <param name="cancellationToken">Ends the handlers.</param>
    /// <returns>Whether it is settled. If not, no later message may be settled either.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the message isn't settled.</exception>
    public async ValueTask<bool> SettleAsync(ReceivedMessage message, PartitionProgress progress, CancellationToken cancellationToken)
    {
        telemetry.Consumed.Add(1, _groupTag);
        ReadOutcome outcome;
        try
        {
            outcome = await message.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TransientReadException e)
        {
            outcome = await ReadAgainAsync(message, progress, e, cancellationToken).ConfigureAwait(false);
        }

        switch (outcome)
        {
            case ReadOutcome.Event @event:
                if (message.TargetHandler is { } target && !Array.Exists(group.HandlersOf(@event.Registration), one => one.Name == target))
                {
                    await ReturnAsync(message, @event.Metadata.EventType, progress, cancellationToken).ConfigureAwait(false);
                    return true;
                }

                await HandleAsync(new HandledMessage(message, @event, progress, cancellationToken)).ConfigureAwait(false);
                SettlementLog.Handled(logger, group.Name, message.Position, @event.Metadata.EventType, @event.Metadata.Id);
                return true;
            case ReadOutcome.Unreadable unreadable:
                return await SettleUnreadableAsync(message, unreadable, progress, cancellationToken).ConfigureAwait(false);
            case ReadOutcome.Ignored when message.IsReturned:
                await ReturnAsync(message, eventType: null, progress, cancellationToken).ConfigureAwait(false);
                return true;
            default:
                return true;
        }
    }

    /// <summary>Puts a letter back that came back for a handler that the group doesn't have any more.</summary>
    private async Task ReturnAsync(
        ReceivedMessage message, string? eventType, PartitionProgress progress, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string problem = message.TargetHandler is { } handler
            ? $"the group has no handler {handler} of its event: redrive it when the group has one of that name again"
            : "the group has no handler of its event: redrive it when the group has one again";
        var reason = new DeadLetterReason
        {
            Group = group.Name,
            Handler = message.TargetHandler,
            EventType = eventType,
            ExceptionType = "NoHandler",
            Text = problem,
            FirstFailure = now,
            LastFailure = now,
        };
        await DeadLetterAsync(message, reason, progress, cancellationToken).ConfigureAwait(false);
        SettlementLog.Returned(logger, group.Name, message.Position, deadLetters.Name, problem);
    }

    private async ValueTask HandleAsync(HandledMessage message)
    {
        GroupHandler[] handlers = group.HandlersOf(message.Event.Registration);
        string? target = message.Message.TargetHandler;
        if (handlers.Length == 1 && target is null)
        {
            await RunAsync(message, handlers[0]).ConfigureAwait(false);
            return;
        }

        List<Task>? running = null;
        foreach (GroupHandler handler in handlers)
        {
            if (target is null || target == handler.Name)
            {
                ValueTask run = RunAsync(message, handler);
                if (!run.IsCompletedSuccessfully)
                {
                    (running ??= []).Add(run.AsTask());
                }
            }
        }

        if (running is not null)
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    private async ValueTask RunAsync(HandledMessage message, GroupHandler handler)
    {
        try
        {
            await CallAsync(message, handler, attempt: 1).ConfigureAwait(false);
        }
        catch (Exception e) when (!message.IsCancelled)
        {
            await RetryAsync(message, handler, e).ConfigureAwait(false);
        }
    }

    private async ValueTask CallAsync(HandledMessage message, GroupHandler handler, int attempt)
    {
        EventMetadata metadata = message.Event.Metadata;
        EventContext context = message.Message.CreateContext(metadata, group.Name, handler.Name, attempt);
        long started = telemetry.ProcessDuration.Enabled ? Stopwatch.GetTimestamp() : 0;
        using Activity? activity = EventBusTelemetry.StartHandling(context);
        RunningCall? running = null;
        try
        {
            ValueTask call = handler.Registration.HandleAsync(
                scopes, message.Message, message.Event, context, message.CancellationToken);
            if (!call.IsCompleted)
            {
                running = message.Progress.Enter(message.Message.Position, handler.Name);
            }

            await call.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().FullName);
            throw;
        }
        finally
        {
            if (running is not null)
            {
                message.Progress.Leave(running);
            }

            if (started != 0)
            {
                telemetry.Handled(context, Stopwatch.GetElapsedTime(started));
            }
        }
    }

    private async Task RetryAsync(HandledMessage message, GroupHandler handler, Exception exception)
    {
        DateTimeOffset firstFailure = time.GetUtcNow();
        BlockedCall? blocked = null;
        try
        {
            for (int attempt = 1, counted = 1; ; attempt++)
            {
                telemetry.Failed(group.Name, handler.Name, message.Event.Metadata.EventType);
                FailureAction? action = handler.Policy.ActionAfter(exception, counted);
                if (action is FailureAction.DeadLetter or FailureAction.Skip)
                {
                    await GiveUpAsync(message, handler, action.Value, exception, attempt, firstFailure).ConfigureAwait(false);
                    return;
                }

                if (action == FailureAction.Wait && blocked is null)
                {
                    blocked = Block(message.Message, message.Progress, handler.Name, BlockedKind.Dependency, Shown(message, exception));
                }

                counted += action == FailureAction.Wait ? 0 : 1;
                TimeSpan delay = handler.Policy.Backoff.After(attempt);
                LogFailure(message, handler, exception, attempt, delay);
                await Task.Delay(delay, time, message.CancellationToken).ConfigureAwait(false);
                try
                {
                    await CallAsync(message, handler, attempt + 1).ConfigureAwait(false);
                    SettlementLog.Recovered(logger, group.Name, handler.Name, message.Message.Position, attempt + 1);
                    return;
                }
                catch (Exception e) when (!message.IsCancelled)
                {
                    exception = e;
                }
            }
        }
        finally
        {
            Unblock(message.Progress, blocked);
        }
    }

    // The first failure is for people; what follows until the end of the retries is detail.
    private void LogFailure(HandledMessage message, GroupHandler handler, Exception exception, int attempt, TimeSpan delay) =>
        SettlementLog.HandlerFailed(
            logger,
            attempt == 1 ? LogLevel.Warning : LogLevel.Debug,
            exception,
            group.Name,
            handler.Name,
            message.Message.Position,
            message.Event.Metadata.EventType,
            message.Event.Metadata.Id,
            attempt,
            delay);

    private async Task GiveUpAsync(
        HandledMessage message, GroupHandler handler, FailureAction action, Exception exception, int attempts, DateTimeOffset firstFailure)
    {
        ReadOutcome.Event @event = message.Event;
        if (action == FailureAction.Skip)
        {
            telemetry.Skipped.Add(1, EventBusTelemetry.HandlerTags(group.Name, handler.Name, @event.Metadata.EventType));
            SettlementLog.HandlerSkipped(
                logger,
                exception,
                group.Name,
                handler.Name,
                message.Message.Position,
                @event.Metadata.EventType,
                @event.Metadata.Id,
                attempts);
            return;
        }

        var reason = new DeadLetterReason
        {
            Group = group.Name,
            Handler = handler.Name,
            EventType = @event.Metadata.EventType,
            ExceptionType = exception.GetType().FullName ?? exception.GetType().Name,
            Text = TextOf(@event.Registration, exception.Message),
            Attempts = attempts,
            FirstFailure = firstFailure,
            LastFailure = time.GetUtcNow(),
        };
        await DeadLetterAsync(message.Message, reason, message.Progress, message.CancellationToken).ConfigureAwait(false);
        SettlementLog.HandlerDeadLettered(
            logger,
            exception,
            group.Name,
            handler.Name,
            message.Message.Position,
            @event.Metadata.EventType,
            @event.Metadata.Id,
            attempts,
            deadLetters.Name);
    }

    private async ValueTask<bool> SettleUnreadableAsync(
        ReceivedMessage message, ReadOutcome.Unreadable unreadable, PartitionProgress progress, CancellationToken cancellationToken)
    {
        string setting = $"{group.SettingsPath}:{nameof(GroupOptions.Unreadable)}";
        switch (group.Options.Unreadable)
        {
            case UnreadablePolicy.Stop:
                Block(message, progress, null, BlockedKind.Person, $"it can't be read: {unreadable.Problem}");
                SettlementLog.Stopped(logger, unreadable.Cause, group.Name, message.Position, unreadable.Problem, setting);
                return false;
            case UnreadablePolicy.Skip:
                string text = message.ToLogText(MayBePersonal(unreadable.Registration));
                telemetry.Skipped.Add(1, _groupTag);
                SettlementLog.Skipped(logger, unreadable.Cause, group.Name, message.Position, unreadable.Problem, text);
                return true;
            default:
                DateTimeOffset now = time.GetUtcNow();
                var reason = new DeadLetterReason
                {
                    Group = group.Name,
                    EventType = unreadable.EventType,
                    ExceptionType = unreadable.Cause?.GetType().FullName ?? "Unreadable",
                    Text = TextOf(unreadable.Registration, unreadable.Problem),
                    SchemaId = unreadable.SchemaId,
                    FirstFailure = now,
                    LastFailure = now,
                };
                await DeadLetterAsync(message, reason, progress, cancellationToken).ConfigureAwait(false);
                SettlementLog.UnreadableDeadLettered(
                    logger, unreadable.Cause, group.Name, message.Position, unreadable.Problem, deadLetters.Name);
                return true;
        }
    }

    /// <summary>Stores a dead letter, however long that takes: without it the message would be lost.</summary>
    private async Task DeadLetterAsync(
        ReceivedMessage message, DeadLetterReason reason, PartitionProgress progress, CancellationToken cancellationToken)
    {
        BlockedCall? blocked = null;
        try
        {
            for (int failures = 1; ; failures++)
            {
                try
                {
                    await deadLetters.WriteAsync(message, reason, cancellationToken).ConfigureAwait(false);
                    telemetry.DeadLettered(group.Name, reason.Handler, reason.EventType);
                    if (blocked is not null)
                    {
                        SettlementLog.DeadLettersWork(logger, group.Name, deadLetters.Name, message.Position);
                    }

                    return;
                }
                catch (DeadLetterException e)
                {
                    if (blocked is null)
                    {
                        blocked = Block(message, progress, reason.Handler, BlockedKind.DeadLetters, e.Message);
                        SettlementLog.DeadLettersFail(logger, e, group.Name, message.Position, deadLetters.Name, e.Message);
                    }
                }

                await Task.Delay(_backoff.After(failures), time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Unblock(progress, blocked);
        }
    }

    private async Task<ReadOutcome> ReadAgainAsync(
        ReceivedMessage message, PartitionProgress progress, TransientReadException first, CancellationToken cancellationToken)
    {
        BlockedCall blocked = Block(message, progress, null, BlockedKind.Registry, first.Message);
        SettlementLog.Unavailable(logger, group.Name, message.Position, first.Message);
        try
        {
            for (int failures = 1; ; failures++)
            {
                await Task.Delay(_backoff.After(failures), time, cancellationToken).ConfigureAwait(false);
                try
                {
                    ReadOutcome outcome = await message.ReadAsync(cancellationToken).ConfigureAwait(false);
                    SettlementLog.AvailableAgain(logger, group.Name, message.Position);
                    return outcome;
                }
                catch (TransientReadException e)
                {
                    SettlementLog.StillUnavailable(logger, group.Name, message.Position, failures, e.Message);
                }
            }
        }
        finally
        {
            Unblock(progress, blocked);
        }
    }

    // What an event of an unknown type holds, nobody knows.
    private static bool MayBePersonal(EventRegistration? registration) => registration is not { Descriptor.PersonalData.Count: 0 };

    private static string? TextOf(EventRegistration? registration, string text) =>
        MayBePersonal(registration) ? null : DeadLetterReason.Bounded(text);

    private static string Shown(HandledMessage message, Exception exception) =>
        TextOf(message.Event.Registration, exception.Message) ?? exception.GetType().Name;

    private static BlockedCall Block(
        ReceivedMessage message, PartitionProgress progress, string? handler, BlockedKind kind, string reason)
    {
        var blocked = new BlockedCall(message.Position, handler, kind, reason);
        progress.Block(blocked);
        return blocked;
    }

    private static void Unblock(PartitionProgress progress, BlockedCall? blocked)
    {
        if (blocked is not null)
        {
            progress.Unblock(blocked);
        }
    }

    /// <summary>An event that handlers get.</summary>
    private readonly record struct HandledMessage(
        ReceivedMessage Message, ReadOutcome.Event Event, PartitionProgress Progress, CancellationToken CancellationToken)
    {
        public bool IsCancelled => CancellationToken.IsCancellationRequested;
    }
}
