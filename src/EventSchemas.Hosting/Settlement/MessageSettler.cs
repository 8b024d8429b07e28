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
    private readonly KeyValuePair<string, object?> _groupTag = new(EventBusTelemetry.GroupTag, group.Name);

    /// <summary>Settles a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="progress">Where it is reported what the message waits for.</param>
    /// <param name="cancellationToken">Ends the handlers.</param>
    /// <param name="batches">
    /// Takes the event for handlers of batches, which settle it later; needed where the group has such handlers.
    /// </param>
    /// <returns>Whether it is settled. If not, no later message may be settled either.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the message isn't settled.</exception>
    public async ValueTask<bool> SettleAsync(
        ReceivedMessage message, PartitionProgress progress, CancellationToken cancellationToken, IBatches? batches = null)
    {
        telemetry.Received(_groupTag, message.SystemName);
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

                if (await HandleAsync(new HandledMessage(message, @event, progress, cancellationToken), batches).ConfigureAwait(false))
                {
                    SettlementLog.Handled(logger, group.Name, message.Position, @event.Metadata.EventType, @event.Metadata.Id);
                }

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

    /// <summary>Settles events for a handler of batches: all or none, and one by one when all attempts have failed.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the events aren't settled.</exception>
    public async Task SettleAsync(GroupHandler handler, IReadOnlyList<HandledMessage> batch)
    {
        try
        {
            await CallAsync(batch, handler, attempt: 1).ConfigureAwait(false);
        }
        catch (Exception e) when (!batch[0].IsCancelled)
        {
            await RetryAsync(batch, handler, new Failure(e, Attempt: 1, Counted: 1, time.GetUtcNow())).ConfigureAwait(false);
        }
    }

    /// <returns>Whether all handlers have ended, and none gets the event in a batch later.</returns>
    private async ValueTask<bool> HandleAsync(HandledMessage message, IBatches? batches)
    {
        GroupHandler[] handlers = group.HandlersOf(message.Event.Registration);
        string? target = message.Message.TargetHandler;
        if (handlers is [{ Single: not null }] && target is null)
        {
            await RunAsync(message, handlers[0]).ConfigureAwait(false);
            return true;
        }

        bool isDone = true;
        List<Task>? running = null;
        foreach (GroupHandler handler in handlers)
        {
            if (target is not null && target != handler.Name)
            {
                continue;
            }

            if (handler.Batch is not null)
            {
                batches!.Add(handler, message);
                isDone = false;
            }
            else
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

        return isDone;
    }

    private async ValueTask RunAsync(HandledMessage message, GroupHandler handler)
    {
        try
        {
            await CallAsync(message, handler, attempt: 1).ConfigureAwait(false);
        }
        catch (Exception e) when (!message.IsCancelled)
        {
            await RetryAsync([message], handler, new Failure(e, Attempt: 1, Counted: 1, time.GetUtcNow())).ConfigureAwait(false);
        }
    }

    private async ValueTask CallAsync(HandledMessage message, GroupHandler handler, int attempt)
    {
        EventMetadata metadata = message.Event.Metadata;
        EventContext context = message.Message.CreateContext(metadata, group.Name, handler.Name, attempt);
        long started = telemetry.ProcessDuration.Enabled ? Stopwatch.GetTimestamp() : 0;
        using Activity? activity = EventBusTelemetry.StartHandling(context, message.Message.SystemName);
        if (activity is not null)
        {
            message.Message.Describe(activity);
        }

        RunningCall? running = null;
        Exception? failure = null;
        try
        {
            ValueTask<bool> call = handler.Single!.HandleAsync(
                scopes, message.Message, message.Event, context, handler.Policy.DropsDuplicates, message.CancellationToken);
            if (!call.IsCompleted)
            {
                running = message.Progress.Enter(message.Message.Position, handler.Name);
            }

            if (!await call.ConfigureAwait(false))
            {
                telemetry.Duplicates.Add(1, EventBusTelemetry.HandlerTags(group.Name, handler.Name, metadata.EventType));
                SettlementLog.Duplicate(
                    logger, group.Name, handler.Name, message.Message.Position, metadata.EventType, metadata.Id);
            }
        }
        catch (Exception e)
        {
            failure = e;
            EventBusTelemetry.Fail(activity, e);
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
                telemetry.Handled(context, message.Message.SystemName, failure, Stopwatch.GetElapsedTime(started));
            }
        }
    }

    private async Task CallAsync(IReadOnlyList<HandledMessage> batch, GroupHandler handler, int attempt)
    {
        HandledMessage first = batch[0];
        if (handler.Batch is null)
        {
            await CallAsync(first, handler, attempt).ConfigureAwait(false);
            return;
        }

        BatchedEvent[] events =
        [
            .. batch.Select(one => new BatchedEvent(
                one.Message, one.Event, one.Message.CreateContext(one.Event.Metadata, group.Name, handler.Name, attempt))),
        ];
        long started = Stopwatch.GetTimestamp();
        using Activity? activity = EventBusTelemetry.StartHandling(events, first.Message.SystemName);
        Exception? failure = null;
        RunningCall running = first.Progress.Enter(first.Message.Position, handler.Name);
        try
        {
            int handled = await handler.Batch.HandleAsync(scopes, events, handler.Policy.DropsDuplicates, first.CancellationToken)
                .ConfigureAwait(false);
            telemetry.Duplicates.Add(
                events.Length - handled, EventBusTelemetry.HandlerTags(group.Name, handler.Name, first.Event.Metadata.EventType));
        }
        catch (Exception e)
        {
            failure = e;
            EventBusTelemetry.Fail(activity, e);
            throw;
        }
        finally
        {
            first.Progress.Leave(running);
            telemetry.Handled(events[0].Context, first.Message.SystemName, failure, Stopwatch.GetElapsedTime(started));
        }
    }

    private async Task RetryAsync(IReadOnlyList<HandledMessage> batch, GroupHandler handler, Failure failure)
    {
        HandledMessage first = batch[0];
        BlockedCall? blocked = null;
        try
        {
            while (true)
            {
                telemetry.Failed(group.Name, handler.Name, first.Event.Metadata.EventType);
                FailureAction? action = handler.Policy.ActionAfter(failure.Exception, failure.Counted);
                if (action is FailureAction.DeadLetter or FailureAction.Skip)
                {
                    await (batch.Count == 1
                        ? GiveUpAsync(first, handler, action.Value, failure.Exception, failure.Attempt, failure.First)
                        : SettleOneByOneAsync(batch, handler, failure)).ConfigureAwait(false);
                    return;
                }

                if (action == FailureAction.Wait && blocked is null)
                {
                    string shown = Shown(first, failure.Exception);
                    blocked = Block(first.Message, first.Progress, handler.Name, BlockedKind.Dependency, shown);
                }

                TimeSpan delay = handler.Policy.Backoff.After(failure.Attempt);
                LogFailure(first, handler, failure.Exception, failure.Attempt, delay);
                await Task.Delay(delay, time, first.CancellationToken).ConfigureAwait(false);
                int attempt = failure.Attempt + 1;
                try
                {
                    await CallAsync(batch, handler, attempt).ConfigureAwait(false);
                    SettlementLog.Recovered(logger, group.Name, handler.Name, first.Message.Position, attempt);
                    return;
                }
                catch (Exception e) when (!first.IsCancelled)
                {
                    failure = failure with { Exception = e, Attempt = attempt, Counted = CountAfter(failure, action) };
                }
            }
        }
        finally
        {
            Unblock(first.Progress, blocked);
        }
    }

    private static int CountAfter(Failure failure, FailureAction? action) => failure.Counted + (action == FailureAction.Wait ? 0 : 1);

    /// <summary>Gives the events of a failed batch to the handler alone, so that those which don't fail are handled.</summary>
    private async Task SettleOneByOneAsync(IReadOnlyList<HandledMessage> batch, GroupHandler handler, Failure failure)
    {
        HandledMessage first = batch[0];
        SettlementLog.OneByOne(
            logger, group.Name, handler.Name, batch.Count, first.Message.Position, failure.Attempt, Shown(first, failure.Exception));
        int attempt = failure.Attempt + 1;
        foreach (HandledMessage message in batch)
        {
            try
            {
                await CallAsync([message], handler, attempt).ConfigureAwait(false);
            }
            catch (Exception e) when (!message.IsCancelled)
            {
                await RetryAsync(
                    [message], handler, failure with { Exception = e, Attempt = attempt, Counted = CountAfter(failure, action: null) })
                    .ConfigureAwait(false);
            }
        }
    }

    // The first failure is for people; what follows until the end of the retries is detail.
    private void LogFailure(HandledMessage message, GroupHandler handler, Exception exception, int attempt, TimeSpan delay)
    {
        Exception shown = WithoutMessages.Of(exception, MayBePersonal(message.Event.Registration));
        SettlementLog.HandlerFailed(
            logger,
            attempt == 1 ? LogLevel.Warning : LogLevel.Debug,
            shown,
            group.Name,
            handler.Name,
            message.Message.Position,
            message.Event.Metadata.EventType,
            message.Event.Metadata.Id,
            attempt,
            delay);
    }

    private async Task GiveUpAsync(
        HandledMessage message, GroupHandler handler, FailureAction action, Exception exception, int attempts, DateTimeOffset firstFailure)
    {
        ReadOutcome.Event @event = message.Event;
        Exception shown = WithoutMessages.Of(exception, MayBePersonal(@event.Registration));
        if (action == FailureAction.Skip)
        {
            telemetry.Skipped.Add(1, EventBusTelemetry.HandlerTags(group.Name, handler.Name, @event.Metadata.EventType));
            SettlementLog.HandlerSkipped(
                logger,
                shown,
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
            shown,
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
        Exception? cause = unreadable.Cause is null ? null : WithoutMessages.Of(unreadable.Cause, MayBePersonal(unreadable.Registration));

        // Without a cause it is about headers, framing or schema, which have no personal data.
        string problem = cause is WithoutMessages ? cause.Message : unreadable.Problem;
        switch (group.Options.Unreadable)
        {
            case UnreadablePolicy.Stop:
                Block(message, progress, null, BlockedKind.Person, $"it can't be read: {problem}");
                SettlementLog.Stopped(logger, cause, group.Name, message.Position, problem, setting);
                return false;
            case UnreadablePolicy.Skip:
                string text = message.ToLogText(MayBePersonal(unreadable.Registration));
                telemetry.Skipped.Add(1, _groupTag);
                SettlementLog.Skipped(logger, cause, group.Name, message.Position, problem, text);
                return true;
            default:
                DateTimeOffset now = time.GetUtcNow();
                var reason = new DeadLetterReason
                {
                    Group = group.Name,
                    EventType = unreadable.EventType,
                    ExceptionType = unreadable.Cause?.GetType().FullName ?? "Unreadable",
                    Text = unreadable.Cause is null
                        ? DeadLetterReason.Bounded(unreadable.Problem)
                        : TextOf(unreadable.Registration, unreadable.Problem),
                    SchemaId = unreadable.SchemaId,
                    FirstFailure = now,
                    LastFailure = now,
                };
                await DeadLetterAsync(message, reason, progress, cancellationToken).ConfigureAwait(false);
                SettlementLog.UnreadableDeadLettered(logger, cause, group.Name, message.Position, problem, deadLetters.Name);
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

    /// <summary>A handler has failed.</summary>
    /// <param name="Exception">Its last exception.</param>
    /// <param name="Attempt">How often it was called.</param>
    /// <param name="Counted">How many of the calls count as attempts.</param>
    /// <param name="First">When it failed first.</param>
    private sealed record Failure(Exception Exception, int Attempt, int Counted, DateTimeOffset First);
}

/// <summary>An event that handlers get.</summary>
readonly record struct HandledMessage(
    ReceivedMessage Message, ReadOutcome.Event Event, PartitionProgress Progress, CancellationToken CancellationToken)
{
    public bool IsCancelled => CancellationToken.IsCancellationRequested;
}
