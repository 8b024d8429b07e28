using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>
/// Replays on Kafka. How far a run is, is the position of a consumer group of its own, <c>&lt;group&gt;.replay.&lt;name&gt;</c>; where it
/// ends is that of <c>&lt;group&gt;.replay.&lt;name&gt;.end</c>. Nobody joins the two.
/// </summary>
sealed partial class KafkaReplays(
    EventBusRegistrations registrations,
    IOptions<EventBusOptions> options,
    KafkaClientConfig clients,
    RegistryClient registry,
    TimeProvider time,
    ILogger<KafkaReplays> logger) : IEventReplays
{
    public Task<ReplaySummary> PlanAsync(EventReplay replay, CancellationToken cancellationToken = default) =>
        PlanAsync(Find(replay), replay, cancellationToken);

    public Task<ReplaySummary> RunAsync(
        EventReplay replay, IProgress<ReplayProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(Find(replay), replay, progress, cancellationToken);

    private async Task<ReplaySummary> PlanAsync(GroupTopics group, EventReplay replay, CancellationToken cancellationToken)
    {
        var selection = new ReplaySelection(group, replay);
        using var positions = new ReplayPositions(group, replay, clients, logger);
        try
        {
            await positions.FindAsync(selection.Topics, cancellationToken).ConfigureAwait(false);
            var counts = new ReplayCounts();
            var events = TypesOf(group);
            var reader = new RangeReader(clients, logger);
            await foreach (var message in reader.ReadAsync(positions.Ranges, cancellationToken).ConfigureAwait(false))
            {
                string? eventType = await events.FindAsync(message, cancellationToken).ConfigureAwait(false);
                counts.Add(message.Topic, message.Partition.Value, eventType, Handlers(selection, message, eventType));
            }

            return counts.ToSummary(positions.Shown, positions.IsContinued);
        }
        catch (KafkaException e)
        {
            throw Unreadable(selection, e);
        }
        catch (RegistryUnavailableException e)
        {
            throw new EventReplayException(e.Message, e);
        }
    }

    private async Task<ReplaySummary> RunAsync(
        GroupTopics group, EventReplay replay, IProgress<ReplayProgress>? progress, CancellationToken cancellationToken)
    {
        var selection = new ReplaySelection(group, replay);
        using var positions = new ReplayPositions(group, replay, clients, logger);
        try
        {
            await positions.FindAsync(selection.Topics, cancellationToken).ConfigureAwait(false);
            await positions.BeginAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw Unreadable(selection, e);
        }

        LogBegins(
            logger, replay.Name, group.Name, string.Join(", ", replay.Handlers), replay.From, replay.To, positions.IsContinued);
        var counts = new ReplayCounts();
        var sender = new ReplaySender(group, replay, clients, logger);
        await using (sender.ConfigureAwait(false))
        {
            var run = new Run(positions, sender, counts, progress, time);
            try
            {
                await SendAsync(group, replay, selection, run, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await run.KeepAsync().ConfigureAwait(false);
                LogInterrupted(logger, replay.Name, group.Name, counts.Read, counts.Sent);
                throw;
            }
            catch (KafkaException e)
            {
                await run.KeepAsync().ConfigureAwait(false);
                throw Unreadable(selection, e);
            }
            catch (RegistryUnavailableException e)
            {
                await run.KeepAsync().ConfigureAwait(false);
                throw new EventReplayException($"{e.Message} Start the run again to go on where it stopped.", e);
            }
        }

        LogEnds(logger, replay.Name, group.Name, counts.Read, counts.Sent, group.RetryTopic);
        return counts.ToSummary(positions.Shown, positions.IsContinued);
    }

    private async Task SendAsync(
        GroupTopics group, EventReplay replay, ReplaySelection selection, Run run, CancellationToken cancellationToken)
    {
        var events = TypesOf(group);
        var pace = new Pace(replay.MessagesPerSecond, time);
        var reader = new RangeReader(clients, logger);
        await foreach (var message in reader.ReadAsync(run.Positions.Ranges, cancellationToken).ConfigureAwait(false))
        {
            string? eventType = await events.FindAsync(message, cancellationToken).ConfigureAwait(false);
            string[] handlers = Handlers(selection, message, eventType);
            foreach (string _ in handlers)
            {
                await pace.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            await run.AddAsync(message, eventType, handlers).ConfigureAwait(false);
        }

        await run.EndAsync().ConfigureAwait(false);
    }

    // A tombstone is no event: the consumer passes it over, and here it must not become a dead letter.
    private static string[] Handlers(ReplaySelection selection, ConsumeResult<byte[]?, byte[]?> message, string? eventType) =>
        eventType is null || message.Message.Value is null ? [] : selection.HandlersOf(eventType);

    // The events of a group that another service runs aren't known.
    private EventTypes TypesOf(GroupTopics group) =>
        new(group.Conventions, group.Events, registry, readsEveryPlainMessage: group.Handlers is null);

    private GroupTopics Find(EventReplay replay)
    {
        ArgumentNullException.ThrowIfNull(replay);
        return GroupTopics.Of(replay.Group, registrations, options.Value);
    }

    private static EventReplayException Unreadable(ReplaySelection selection, KafkaException e) => new(
        $"The topics {string.Join(", ", selection.Topics)} can't be read again: {e.Error.Reason.TrimEnd('.')}. Check that they exist, and "
        + "that the service may read them. Start the run again to go on where it stopped.",
        e);

    [LoggerMessage(70, LogLevel.Information, "Replay {Name} of group {Group} into {Handlers} begins: from {From} to {To}, continued: "
        + "{IsContinued}")]
    private static partial void LogBegins(
        ILogger logger, string name, string group, string handlers, EventPosition from, EventPosition to, bool isContinued);

    [LoggerMessage(71, LogLevel.Information, "Replay {Name} of group {Group} was interrupted: {Read} messages were read, {Sent} sent")]
    private static partial void LogInterrupted(ILogger logger, string name, string group, long read, long sent);

    [LoggerMessage(72, LogLevel.Information, "Replay {Name} of group {Group} has sent its last message: {Read} messages were read, {Sent} "
        + "are on their way by {RetryTopic}")]
    private static partial void LogEnds(ILogger logger, string name, string group, long read, long sent, string retryTopic);

    /// <summary>A run: what it has sent and not remembered yet.</summary>
    private sealed class Run(
        ReplayPositions positions, ReplaySender sender, ReplayCounts counts, IProgress<ReplayProgress>? progress, TimeProvider time)
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
        private long _kept = time.GetTimestamp();

        public ReplayPositions Positions => positions;

        public async Task AddAsync(ConsumeResult<byte[]?, byte[]?> message, string? eventType, string[] handlers)
        {
            foreach (string handler in handlers)
            {
                sender.Send(message, handler);
            }

            counts.Add(message.Topic, message.Partition.Value, eventType, handlers);
            positions.Advance(message.TopicPartition, message.Offset.Value + 1);
            if (sender.IsFull || time.GetElapsedTime(_kept) >= Interval)
            {
                await KeepAsync().ConfigureAwait(false);
            }
        }

        /// <summary>Remembers the position, once everything before it is on the retry topic.</summary>
        public async Task KeepAsync()
        {
            await sender.FlushAsync().ConfigureAwait(false);
            await positions.KeepAsync().ConfigureAwait(false);
            _kept = time.GetTimestamp();
            progress?.Report(new ReplayProgress(counts.Read, counts.Sent, positions.Remaining));
        }

        public Task EndAsync()
        {
            positions.AdvanceToEnd();
            return KeepAsync();
        }
    }
}
