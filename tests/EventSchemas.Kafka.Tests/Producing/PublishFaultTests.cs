using Confluent.Kafka;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka.Tests;

/// <summary>What publishing says and does when brokers fail.</summary>
public sealed class PublishFaultTests : IAsyncLifetime
{
    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bus = await Bus.StartAsync();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task After_a_fatal_error_a_new_client_sends_the_rest_in_order()
    {
        IHost service = await StartAsync(("EventBus:Kafka:Client:batch.num.messages", "1"));
        await PublishAsync(service, "first");
        _bus.Kafka.Faults.FailNext(KafkaRequest.Produce, ErrorCode.NoError, ErrorCode.NoError, ErrorCode.OutOfOrderSequenceNumber);

        Task<PublishResult>[] published = [.. Enumerable.Range(0, 100).Select(i => PublishAsync(service, $"{i:D3}"))];
        var failed = new List<int>();
        for (int i = 0; i < published.Length; i++)
        {
            try
            {
                await published[i];
            }
            catch (EventPublishException e)
            {
                Assert.True(e.Outcome == PublishOutcome.PossiblyDelivered, e.ToString());
                failed.Add(i);
            }
        }

        Assert.Single(_bus.Log.At(LogLevel.Error), line => line.Contains("has failed for good", StringComparison.Ordinal));
        string[] read =
        [
            .. _bus.Read($"{Bus.Prefix}-orders").Select(message => Number(message.Message.Value)).Where(number => number != "first"),
        ];
        Assert.Equal(read.Distinct().Order(StringComparer.Ordinal), read);
        Assert.Equal(
            Enumerable.Range(0, 100).Except(failed).Select(i => $"{i:D3}").Except(read), []);
        Assert.IsType<PublishResult.Delivered>(await PublishAsync(service, "last"));
    }

    [Fact]
    public async Task Waiting_for_a_client_that_is_replaced_or_disposed_ends()
    {
        IHost service = await _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>());
        KafkaProducer producer = service.Services.GetRequiredService<KafkaProducer>();
        using var ended = new CancellationTokenSource();
        Task flushing = Task.Run(
            () =>
            {
                while (!ended.IsCancellationRequested)
                {
                    producer.Flush(CancellationToken.None);
                }
            },
            Token);
        for (int i = 0; i < 5; i++)
        {
            _bus.Kafka.Faults.FailNext(KafkaRequest.Produce, ErrorCode.OutOfOrderSequenceNumber);
            Task<PublishResult> published = service.Services.GetRequiredService<IOrderPlacedProducer>()
                .PublishAsync(new OrderPlaced($"A-{i}", i), cancellationToken: Token);
            await published.ContinueWith(_ => { }, Token, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await ended.CancelAsync();
        await flushing;
        producer.Dispose();
        producer.Flush(CancellationToken.None);
    }

    [Fact]
    public async Task Brokers_that_are_away_are_one_line_in_the_log_and_so_is_their_return()
    {
        IHost service = await StartAsync(
            ("EventBus:Kafka:MessageTimeout", "00:00:01.5"),
            ("EventBus:Kafka:Client:reconnect.backoff.max.ms", "100"));
        await PublishAsync(service, "before");
        _bus.Kafka.StopBroker(1);

        for (int i = 0; i < 2; i++)
        {
            EventPublishException e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service, $"lost {i}"));
            Assert.Equal(PublishFailureReason.Unavailable, e.Reason);
            Assert.Contains("(EventBus:Kafka:BootstrapServers)", e.Message, StringComparison.Ordinal);
        }

        _bus.Kafka.StartBroker(1);
        await PublishUntilDeliveredAsync(service);
        Assert.Single(_bus.Log.At(LogLevel.Warning), line => line.Contains("can't be reached, and events wait", StringComparison.Ordinal));
        Assert.Single(_bus.Log.At(LogLevel.Information), line => line.Contains("takes events again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_in_flight_when_its_time_is_over_may_have_been_delivered()
    {
        IHost service = await StartAsync(("EventBus:Kafka:MessageTimeout", "00:00:01.5"));
        await PublishAsync(service, "before");
        _bus.Kafka.Faults.DelayNext(1, KafkaRequest.Produce, TimeSpan.FromSeconds(4));

        EventPublishException e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service, "slow"));

        Assert.Equal(PublishOutcome.PossiblyDelivered, e.Outcome);
        Assert.Contains("may have been delivered, or not", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_too_large_says_so_instead_of_the_address()
    {
        IHost service = await StartAsync();

        EventPublishException e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service, new string('x', 2_000_000)));

        Assert.Equal((PublishOutcome.NotDelivered, PublishFailureReason.TooLarge), (e.Outcome, e.Reason));
        Assert.Contains("EventBus:Kafka:Client:message.max.bytes", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_bus.BootstrapServers, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_may_not_write_is_told_so()
    {
        IHost service = await StartAsync();
        _bus.Kafka.Faults.FailNext(KafkaRequest.Produce, ErrorCode.TopicAuthorizationFailed);

        EventPublishException e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service, "x"));

        Assert.Equal((PublishOutcome.NotDelivered, PublishFailureReason.NotAuthorized), (e.Outcome, e.Reason));
        Assert.Contains($"may not write to the topic {Bus.Prefix}-orders", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_bus.BootstrapServers, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_does_not_exist_is_named_with_the_settings_that_name_it()
    {
        _bus.Kafka.Faults.SetTopicError($"{Bus.Prefix}-orders", ErrorCode.UnknownTopicOrPart);
        IHost service = await StartAsync(("EventBus:Kafka:Client:topic.metadata.propagation.max.ms", "1"));

        EventPublishException e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service, "x"));

        Assert.Equal((PublishOutcome.NotDelivered, PublishFailureReason.UnknownTopic), (e.Outcome, e.Reason));
        Assert.Contains(
            "it is Topic of the event's attribute or EventBus:Producers:org.acme.order.placed.v1:Topics",
            e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partial_delivery_says_what_was_delivered()
    {
        _bus.CreateTopic($"{Bus.Prefix}-audit", partitions: 1);
        IHost service = await StartAsync(
            ("EventBus:Producers:org.acme.order.placed.v1:Topics:0", "orders"),
            ("EventBus:Producers:org.acme.order.placed.v1:Topics:1", "audit"));
        _bus.Kafka.Faults.FailNextOnPartition(
            new TopicPartition($"{Bus.Prefix}-audit", 0), KafkaRequest.Produce, ErrorCode.TopicAuthorizationFailed);

        EventPublishException e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service, "x"));

        Assert.Equal((PublishOutcome.PartlyDelivered, PublishFailureReason.NotAuthorized), (e.Outcome, e.Reason));
        Assert.Equal([new DeliveredMessage($"{Bus.Prefix}-orders", 0, 0)], e.Delivered);
        Assert.Contains($"was delivered as {Bus.Prefix}-orders[0]@0 only", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_publish_ends_at_once()
    {
        IHost service = await StartAsync();
        await PublishAsync(service, "before");
        _bus.Kafka.StopBroker(1);
        using var cancellation = new CancellationTokenSource();

        Task<PublishResult> published = service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced("x", 1), cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => published);
        _bus.Kafka.StartBroker(1);
    }

    private Task<IHost> StartAsync(params (string Key, string? Value)[] settings) =>
        _bus.StartServiceAsync(bus => bus.AddProducer<OrderPlaced>(), recorder: null, settings);

    private static Task<PublishResult> PublishAsync(IHost service, string number) =>
        service.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced(number, 1), cancellationToken: Token);

    // The client takes a time to connect again, which can be longer than a message may take here.
    private static async Task PublishUntilDeliveredAsync(IHost service)
    {
        for (bool isDelivered = false; !isDelivered;)
        {
            try
            {
                isDelivered = await PublishAsync(service, "after") is PublishResult.Delivered;
            }
            catch (EventPublishException e) when (e.Reason == PublishFailureReason.Unavailable)
            {
                Token.ThrowIfCancellationRequested();
            }
        }
    }

    private static string Number(byte[] value) => AvroCodec.Deserialize<OrderPlaced>(value.AsSpan(ConfluentFraming.Length)).Number;
}
