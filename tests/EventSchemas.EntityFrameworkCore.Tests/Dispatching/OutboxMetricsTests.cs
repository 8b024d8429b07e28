using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

public sealed class OutboxMetricsTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_metrics_have_the_documented_names_and_follow_what_becomes_of_events(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        database.Bus.Refusal = _ => PublishFailureReason.Unavailable;
        IHost host = await database.StartAsync(
            services: services => services.AddMetrics(),
            settings:
            [
                ("EventBus:Outbox:Buckets", "1"), ("EventBus:Outbox:MaxAttempts", "2"), ("EventBus:Outbox:StalledAfter", "00:00:00.3"),
            ]);
        using var metrics = new Metrics(host.Services.GetRequiredService<IMeterFactory>());
        Assert.Equal(
            [
                ("eventschemas.outbox.buckets", "{bucket}"),
                ("eventschemas.outbox.refused", "{attempt}"),
                ("eventschemas.outbox.sent", "{event}"),
                ("eventschemas.outbox.set_aside", "{event}"),
                ("eventschemas.outbox.stalled", "{bucket}"),
                ("eventschemas.outbox.waiting", "{event}"),
            ],
            metrics.Instruments);

        await TestDatabase.PlaceAsync(host, "ada", 1);
        await TestDatabase.PlaceAsync(host, "bob", 2);
        await TestDatabase.PlaceAsync(host, "bob", 3);

        await TestDatabase.ReachAsync(() => Task.FromResult(
            metrics.Of("waiting") == 3 && metrics.Of("stalled") == 1 && metrics.Of("buckets") == 1));
        Assert.Equal((0, 0, 0), (metrics.Of("sent"), metrics.Of("refused"), metrics.Of("set_aside")));
        Assert.Equal(["eventschemas.context=ShopContext"], metrics.TagsOf("waiting"));

        database.Bus.Refusal = sent => sent.Customer == "ada" ? PublishFailureReason.NotAuthorized : null;
        await database.Bus.ReachAsync(2);

        await TestDatabase.ReachAsync(() => Task.FromResult(
            metrics.Of("waiting") == 0 && metrics.Of("stalled") == 0 && metrics.Of("set_aside") == 1));
        Assert.Equal((2, 2), (metrics.Of("sent"), metrics.Of("refused")));
        Assert.Equal(
            ["eventschemas.event_type=com.acme.order.placed.v1", "eventschemas.set_aside=True"], metrics.TagsOf("refused"));
    }

    /// <summary>The metrics of one host's outbox: the last value of a gauge, the sum of a counter.</summary>
    private sealed class Metrics : IDisposable
    {
        private const string Prefix = "eventschemas.outbox.";

        private readonly MeterListener _listener = new();
        private readonly Dictionary<string, long> _values = [];
        private readonly Dictionary<string, string[]> _tags = [];
        private readonly List<Instrument> _instruments = [];

        public Metrics(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == meters && instrument.Name.StartsWith(Prefix, StringComparison.Ordinal))
                {
                    _instruments.Add(instrument);
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags, isGauge: false));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags, isGauge: true));
            _listener.Start();
        }

        public IEnumerable<(string Name, string? Unit)> Instruments => _instruments.Select(one => (one.Name, one.Unit)).Order();

        public long Of(string name)
        {
            _listener.RecordObservableInstruments();
            lock (_values)
            {
                return _values.GetValueOrDefault(Prefix + name);
            }
        }

        public string[] TagsOf(string name)
        {
            lock (_values)
            {
                return _tags[Prefix + name];
            }
        }

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, bool isGauge)
        {
            string[] texts = [.. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")];
            lock (_values)
            {
                _values[instrument.Name] = (isGauge ? 0 : _values.GetValueOrDefault(instrument.Name)) + value;
                _tags[instrument.Name] = texts;
            }
        }
    }
}
