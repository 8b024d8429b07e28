using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace EventSchemas.Kafka;

/// <summary>Has the handlers of a group settle one message: each on its own, each tried again until it succeeds.</summary>
sealed class MessageHandler
{
    private static readonly ResiliencePropertyKey<MessageCall> Call = new("EventSchemas.Call");

    private readonly GroupRegistration _group;
    private readonly GroupOptions _options;
    private readonly string _settingPath;
    private readonly MessageReader _reader;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _reading;
    private readonly ResiliencePipeline _handling;

    public MessageHandler(
        GroupRegistration group, GroupOptions options, string settingPath, MessageReader reader, IServiceScopeFactory scopes, TimeProvider time, ILogger logger)
    {
        _group = group;
        _options = options;
        _settingPath = settingPath;
        _reader = reader;
        _scopes = scopes;
        _logger = logger;
        _reading = Retry(options.Retry, time, static arguments => arguments.Outcome.Exception is RegistryUnavailableException, LogWaiting);
        _handling = Retry(options.Retry, time, static arguments => arguments.Outcome.Exception is { } e && !IsStop(e, arguments.Context), LogFailed);
    }

    /// <summary>Settles a message.</summary>
    /// <returns>Whether it is settled; where not, the partition must stop before it.</returns>
    /// <exception cref="OperationCanceledException">The partition moves away; the message is not settled.</exception>
    public async Task<bool> SettleAsync(ConsumeResult<byte[]?, byte[]?> message, CancellationToken cancellationToken)
    {
        ReadOutcome outcome = await RunAsync(
            _reading,
            new MessageCall(message),
            static async (call, self, token) => await self._reader.ReadAsync(call.Message, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        switch (outcome)
        {
            case ReadOutcome.Event @event:
                await Task.WhenAll(_group.Handlers
                    .Where(handler => handler.Event == @event.Registration)
                    .Select(handler => SettleAsync(handler, @event, message, cancellationToken))).ConfigureAwait(false);
                ConsumerLog.Handled(_logger, _group.Name, message.TopicPartitionOffset, @event.Metadata.EventType, @event.Metadata.Id);
                return true;
            case ReadOutcome.Unreadable unreadable when _options.Unreadable == UnreadablePolicy.Stop:
                ConsumerLog.Stopped(_logger, unreadable.Cause, _group.Name, message.TopicPartition, message.Offset, unreadable.Problem, _settingPath + ":Unreadable");
                return false;
            case ReadOutcome.Unreadable unreadable:
                ConsumerLog.Skipped(_logger, unreadable.Cause, _group.Name, message.TopicPartitionOffset, unreadable.Problem, MessageText.Of(message, unreadable.Registration.Descriptor.PersonalData.Count > 0));
                return true;
            default:
                return true;
        }
    }

    private Task<bool> SettleAsync(
        HandlerRegistration handler, ReadOutcome.Event @event, ConsumeResult<byte[]?, byte[]?> message, CancellationToken cancellationToken) =>
        RunAsync(
            _handling,
            new MessageCall(message, handler, @event),
            static async (call, self, token) =>
            {
                call.Attempt++;
                await call.Handler!.HandleAsync(self._scopes, call.Event!.Value, call.Context(self._group.Name), token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    private async Task<TResult> RunAsync<TResult>(
        ResiliencePipeline pipeline, MessageCall call, Func<MessageCall, MessageHandler, CancellationToken, ValueTask<TResult>> run, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(Call, call);
            return await pipeline.ExecuteAsync(
                static (context, state) => state.Run(state.Call, state.Self, context.CancellationToken), context, (Run: run, Call: call, Self: this)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ResiliencePipeline Retry(
        RetryOptions options, TimeProvider time, Func<RetryPredicateArguments<object>, bool> shouldHandle, Action<MessageCall, OnRetryArguments<object>> log) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.InitialDelay,
                MaxDelay = options.MaxDelay,
                ShouldHandle = arguments => ValueTask.FromResult(shouldHandle(arguments)),
                OnRetry = arguments =>
                {
                    if (arguments.Context.Properties.TryGetValue(Call, out MessageCall? call))
                    {
                        log(call, arguments);
                    }

                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private static bool IsStop(Exception e, ResilienceContext context) => e is OperationCanceledException && context.CancellationToken.IsCancellationRequested;

    private void LogWaiting(MessageCall call, OnRetryArguments<object> arguments) =>
        ConsumerLog.RegistryUnavailable(_logger, _group.Name, call.Message.TopicPartitionOffset, arguments.RetryDelay, arguments.Outcome.Exception?.Message);

    private void LogFailed(MessageCall call, OnRetryArguments<object> arguments) =>
        ConsumerLog.HandlerFailed(
            _logger,
            arguments.Outcome.Exception,
            _group.Name,
            call.Handler!.Name,
            call.Message.TopicPartitionOffset,
            call.Event!.Metadata.EventType,
            call.Event.Metadata.Id,
            arguments.AttemptNumber + 1,
            arguments.RetryDelay);
}
