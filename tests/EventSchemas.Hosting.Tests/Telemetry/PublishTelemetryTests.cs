using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using EventSchemas.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Hosting.Tests;

/// <summary>Spans and metrics of publishing. What listens to spans listens to all services of the process.</summary>
[Collection(nameof(PublishTelemetryTests))]
[CollectionDefinition(nameof(PublishTelemetryTests), DisableParallelization = true)]
public sealed partial class PublishTelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_span_says_what_was_sent_where_and_travels_with_the_event()
    {
        using IHost service = CreateService();
        using var spans = new SpanListener();
        using var request = new Activity("request");
        request.SetIdFormat(ActivityIdFormat.W3C).Start();

        PublishResult.Delivered delivered = Assert.IsType<PublishResult.Delivered>(await PublishAsync(service));

        Activity span = Assert.Single(spans.All, span => span.TraceId == request.TraceId);
        Assert.Equal(("send dev-lamps", ActivityKind.Producer, request.SpanId), (span.DisplayName, span.Kind, span.ParentSpanId));
        Assert.Equal(
            [
                ("eventschemas.event_type", "org.acme.lamp.lit.v1"),
                ("messaging.destination.name", "dev-lamps"),
                ("messaging.message.id", $"{delivered.EventId}"),
                ("messaging.operation.name", "send"),
                ("messaging.operation.type", "send"),
                ("messaging.system", "lamps"),
            ],
            span.Tags.Select(tag => (tag.Key, tag.Value!)).Order());
        Assert.Equal(span.Id, Transport(service).LastTrace?.Parent);
        Assert.Same(request, Activity.Current);
    }

    [Fact]
    public async Task A_failure_has_its_reason_and_outcome()
    {
        using IHost service = CreateService();
        Transport(service).Failure = PublishFailureReason.TooLarge;
        using var spans = new SpanListener();
        using var metrics = new MetricListener(service);
        using var request = new Activity("request");
        request.SetIdFormat(ActivityIdFormat.W3C).Start();

        await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service));

        Activity span = Assert.Single(spans.All, span => span.TraceId == request.TraceId);
        Assert.Equal(
            (ActivityStatusCode.Error, "TooLarge", "NotDelivered"),
            (span.Status, span.GetTagItem("error.type"), span.GetTagItem("eventschemas.outcome")));
        Assert.Equal(
            ["messaging.client.operation.duration dev-lamps TooLarge", "messaging.client.sent.messages dev-lamps TooLarge"],
            metrics.Measured.Order());
    }

    [Fact]
    public async Task Messages_are_counted_by_topic_and_the_event_s_duration_is_measured_once()
    {
        using IHost service = CreateService(
            ("EventBus:Producers:org.acme.lamp.lit.v1:Topics:0", "lamps"), ("EventBus:Producers:org.acme.lamp.lit.v1:Topics:1", "audit"));
        using var metrics = new MetricListener(service);

        await PublishAsync(service);

        Assert.Equal(
            [
                "messaging.client.operation.duration dev-lamps,dev-audit ",
                "messaging.client.sent.messages dev-audit ",
                "messaging.client.sent.messages dev-lamps ",
            ],
            metrics.Measured.Order());
    }

    [Fact]
    public void Sending_costs_nothing_more_while_nobody_listens()
    {
        using IHost service = CreateService();
        IEventSender sender = service.Services.GetRequiredService<EventBusTelemetry>().CreateSender(
            new CompletedTransport(), LampLitDescriptor<LampLit>(), ["dev-lamps"]);
        var outgoing = new OutgoingEvent(new EncodedEvent([1], null), Guid.NewGuid(), DateTimeOffset.UnixEpoch);
        Send(sender, outgoing);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Send(sender, outgoing);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_page_lists_every_instrument_with_its_kind_and_unit()
    {
        using IHost service = CreateService();
        using var metrics = new MetricListener(service);
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "runtime.md"));

        string[] documented = [.. InstrumentRow().Matches(page).Select(row => $"{row.Groups[1]} {row.Groups[2]} {row.Groups[3]}")];

        Assert.Equal(metrics.Instruments.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_page_lists_every_attribute_of_the_spans()
    {
        using IHost service = CreateService();
        using var spans = new SpanListener();
        Transport(service).Failure = PublishFailureReason.TooLarge;
        await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service));
        using (Activity process = EventBusTelemetry.StartHandling(EventContext.ForTest(), "lamps")!)
        {
            EventBusTelemetry.Fail(process, new TimeoutException());
        }

        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "runtime.md"));

        foreach (Activity span in spans.All)
        {
            string operation = span.DisplayName.Split(' ')[0];
            string row = Assert.Single(page.Split('\n'), line => line.StartsWith($"| `{operation} <topic>`", StringComparison.Ordinal));
            Assert.Equal(
                span.TagObjects.Select(tag => tag.Key).Order(StringComparer.Ordinal),
                AttributeName().Matches(row).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
        }
    }

    [GeneratedRegex(@"^\| `([a-z._]+)` \| (counter|histogram|gauge) \| (\S+) \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"`((?:messaging|eventschemas|error)\.[a-z._]+)`")]
    private static partial Regex AttributeName();

    private static void Send(IEventSender sender, in OutgoingEvent outgoing)
    {
        for (int i = 0; i < 100; i++)
        {
            _ = sender.SendAsync(outgoing, CancellationToken.None);
        }
    }

    private static EventDescriptor LampLitDescriptor<TEvent>()
        where TEvent : class, IEventContract<TEvent> => TEvent.Descriptor;

    private static IHost CreateService(params (string Key, string? Value)[] settings) =>
        InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>(), settings);

    private static InMemoryTransport Transport(IHost service) => service.Services.GetRequiredService<InMemoryTransport>();

    private static Task<PublishResult> PublishAsync(IHost service) => service.Services
        .GetRequiredService<IEventProducer<LampLit>>().PublishAsync(new LampLit("desk"), cancellationToken: Token);

    /// <summary>Keeps the spans that have ended.</summary>
    private sealed class SpanListener : IDisposable
    {
        private readonly ActivityListener _listener;
        private readonly List<Activity> _all = [];

        public SpanListener()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == EventBusTelemetry.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    lock (_all)
                    {
                        _all.Add(activity);
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IReadOnlyList<Activity> All
        {
            get
            {
                lock (_all)
                {
                    return [.. _all];
                }
            }
        }

        public void Dispose() => _listener.Dispose();
    }

    /// <summary>Keeps what a service measures.</summary>
    private sealed class MetricListener : IDisposable
    {
        private readonly MeterListener _listener = new();

        public MetricListener(IHost service)
        {
            EventBusTelemetry telemetry = service.Services.GetRequiredService<EventBusTelemetry>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == telemetry.SentMessages.Meter)
                {
                    Instruments.Add($"{instrument.Name} {KindOf(instrument)} {instrument.Unit}");
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
            _listener.Start();
        }

        /// <summary>Name, kind and unit of each instrument.</summary>
        public List<string> Instruments { get; } = [];

        /// <summary>Name, topic and error of each measurement.</summary>
        public List<string> Measured { get; } = [];

        public void Dispose() => _listener.Dispose();

        private static string KindOf(Instrument instrument) => instrument.IsObservable ? "gauge"
            : instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : "counter";

        private void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Dictionary<string, object?> all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            Measured.Add(
                $"{instrument.Name} {all.GetValueOrDefault("messaging.destination.name")} {all.GetValueOrDefault("error.type")}");
        }
    }

    /// <summary>A transport that takes everything at once.</summary>
    private sealed class CompletedTransport : IPublishingTransport, IEventSender
    {
        private static readonly Task<PublishResult> Sent = Task.FromResult<PublishResult>(new PublishResult.Disabled("test"));

        public string Name => "Completed";

        public string SystemName => "test";

        public int Headroom => 0;

        public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics) => this;

        public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<PublishResult> SendAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken) => Sent;
    }
}
