using System.Diagnostics;
using System.Diagnostics.Metrics;
using EventSchemas.Hosting;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>Metrics of one outbox, in the bus's meter. Safe for concurrent use.</summary>
sealed class OutboxTelemetry : IDisposable
{
    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly Counter<long> _refused;

    public OutboxTelemetry(OutboxRuntime runtime, IMeterFactory? meters)
    {
        _meter = meters?.Create(EventBusTelemetry.Name) ?? new Meter(EventBusTelemetry.Name);
        _ownsMeter = meters is null;
        KeyValuePair<string, object?> context = new("eventschemas.context", runtime.ContextType.Name);
        Sent = _meter.CreateCounter<long>("eventschemas.outbox.sent", "{event}", "Events of the outbox that were delivered.");
        _refused = _meter.CreateCounter<long>("eventschemas.outbox.refused", "{attempt}", "Events of the outbox that the bus refused.");
        _meter.CreateObservableGauge(
            "eventschemas.outbox.waiting",
            () => new Measurement<int>(runtime.Status.Last.Waiting, context),
            "{event}",
            "Events that wait, up to the limit.");
        _meter.CreateObservableGauge(
            "eventschemas.outbox.set_aside",
            () => new Measurement<int>(runtime.Status.Last.SetAside, context),
            "{event}",
            "Events that were refused for good.");
        _meter.CreateObservableGauge(
            "eventschemas.outbox.buckets",
            () => new Measurement<int>(runtime.Status.Last.Owned, context),
            "{bucket}",
            "Buckets that this process sends.");
        _meter.CreateObservableGauge(
            "eventschemas.outbox.stalled",
            () => new Measurement<int>(runtime.Status.Last.Stalled.Count, context),
            "{bucket}",
            "Buckets that make no progress.");
    }

    public Counter<long> Sent { get; }

    /// <summary>The bus has refused an event.</summary>
    public void Refused(string eventType, bool isForGood)
    {
        TagList tags = new() { { "eventschemas.event_type", eventType }, { "eventschemas.set_aside", isForGood } };
        _refused.Add(1, tags);
    }

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }
}
