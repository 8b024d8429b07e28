using System.Diagnostics.Metrics;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Redis.Tests;

/// <summary>Adds up the metric of lost messages.</summary>
sealed class LostMessages : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<object, long> _counts = [];

    public LostMessages()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "eventschemas.lost")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, _, _) =>
        {
            lock (_counts)
            {
                _counts[instrument] = _counts.GetValueOrDefault(instrument) + count;
            }
        });
        _listener.Start();
    }

    public long Count(IHost service)
    {
        lock (_counts)
        {
            return _counts.GetValueOrDefault(service.Services.GetRequiredService<EventBusTelemetry>().Lost);
        }
    }

    public void Dispose() => _listener.Dispose();
}
