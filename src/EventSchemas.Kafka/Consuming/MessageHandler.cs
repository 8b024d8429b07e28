using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace EventSchemas.Kafka;

/// <summary>Has the handlers of a group settle one message: each on its own, each tried again until it succeeds.</summary>
sealed class MessageHandler(
    GroupRegistration group, GroupOptions options, string settingPath, MessageReader reader, IServiceScopeFactory scopes, TimeProvider time, ILogger logger)
{
    /// <summary>Settles a message.</summary>
    /// <returns>Whether it is settled; where not, the partition must stop before it.</returns>
    /// <exception cref="OperationCanceledException">The partition moves away; the message is not settled.</exception>
    public async Task<bool> SettleAsync(ConsumeResult<byte[]?, byte[]?> message, CancellationToken cancellationToken)
    {
        ReadOutcome outcome = await Retry(Waiting(message), e => e is RegistryUnavailableException)
            .ExecuteAsync(async token => await reader.ReadAsync(message, token).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        switch (outcome)
        {
            case ReadOutcome.Event @event:
                await Task.WhenAll(group.Handlers
                    .Where(handler => handler.Event == @event.Registration)
                    .Select(handler => SettleAsync(handler, @event, message, cancellationToken))).ConfigureAwait(false);
                ConsumerLog.Handled(logger, group.Name, message.TopicPartitionOffset, @event.Metadata.EventType, @event.Metadata.Id);
                return true;
            case ReadOutcome.Unreadable unreadable when options.Unreadable == UnreadablePolicy.Stop:
                ConsumerLog.Stopped(logger, unreadable.Cause, group.Name, message.TopicPartition, message.Offset, unreadable.Problem, settingPath + ":Unreadable");
                return false;
            case ReadOutcome.Unreadable unreadable:
                ConsumerLog.Skipped(logger, unreadable.Cause, group.Name, message.TopicPartitionOffset, unreadable.Problem, MessageText.Of(message));
                return true;
            default:
                return true;
        }
    }

    private async Task SettleAsync(
        HandlerRegistration handler, ReadOutcome.Event @event, ConsumeResult<byte[]?, byte[]?> message, CancellationToken cancellationToken)
    {
        int attempt = 0;
        await Retry(Failed(handler, @event, message), e => !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
            .ExecuteAsync(
                async token =>
                {
                    attempt++;
                    var context = new EventContext
                    {
                        Metadata = @event.Metadata,
                        Topic = message.Topic,
                        Partition = message.Partition.Value,
                        Offset = message.Offset.Value,
                        Group = group.Name,
                        Handler = handler.Name,
                        Attempt = attempt,
                    };
                    await handler.HandleAsync(scopes, @event.Value, context, token).ConfigureAwait(false);
                },
                cancellationToken)
            .ConfigureAwait(false);
    }

    private ResiliencePipeline Retry(Action<OnRetryArguments<object>> onRetry, Func<Exception, bool> shouldHandle) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.Retry.InitialDelay,
                MaxDelay = options.Retry.MaxDelay,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } e && shouldHandle(e)),
                OnRetry = arguments =>
                {
                    onRetry(arguments);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private Action<OnRetryArguments<object>> Waiting(ConsumeResult<byte[]?, byte[]?> message) => arguments =>
        ConsumerLog.RegistryUnavailable(logger, group.Name, message.TopicPartitionOffset, arguments.RetryDelay, arguments.Outcome.Exception?.Message);

    private Action<OnRetryArguments<object>> Failed(HandlerRegistration handler, ReadOutcome.Event @event, ConsumeResult<byte[]?, byte[]?> message) => arguments =>
        ConsumerLog.HandlerFailed(
            logger,
            arguments.Outcome.Exception,
            group.Name,
            handler.Name,
            message.TopicPartitionOffset,
            @event.Metadata.EventType,
            @event.Metadata.Id,
            arguments.AttemptNumber + 1,
            arguments.RetryDelay);
}
