using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EventSchemas.EntityFrameworkCore;
using EventSchemas.OpenEdx.Learning;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Documentation.Tests;

/// <summary>
/// The tables of instruments agree with what is measured: the attributes of all, and kind and unit of those of the outbox. Kind and unit
/// of the bus's own are compared where its telemetry is tested.
/// </summary>
public sealed class InstrumentTests
{
    private const string Meter = "EventSchemas";

    // Only what failed has it.
    private const string Error = "error.type";

    [Fact]
    public async Task The_page_of_the_runtime_has_the_attributes_of_each_instrument()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var id = Guid.CreateVersion7();
        var measured = new ConcurrentDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        using MeterListener listener = Listen(measured);
        await using EventBusTestHost host = await EventBusTestHost.StartInMemoryAsync(
            bus =>
            {
                bus.AddProducer<CourseUnenrollmentCompleted>();
                bus.AddConsumerGroup("mail", StartAt.Earliest, group => group
                    .Handle<CourseUnenrollmentCompleted, Fine>("fine", handler => handler.DropDuplicates())
                    .Handle<CourseUnenrollmentCompleted, Failing>("failing", handler => handler.Retry(1))
                    .Handle<CourseUnenrollmentCompleted, Failing>("skipping", handler => handler.Retry(1).Skip()));
            },
            cancellationToken: cancellationToken);
        var producer = host.Services.GetRequiredService<IEventProducer<CourseUnenrollmentCompleted>>();
        for (int i = 0; i < 2; i++)
        {
            await producer.PublishAsync(
                EventExample.Of<CourseUnenrollmentCompleted>(), new PublishOptions { Id = id }, cancellationToken);
        }

        await host.WaitUntilHandledAsync(cancellationToken);
        listener.RecordObservableInstruments();

        IReadOnlyDictionary<string, string>[] rows = [.. MarkdownTable.Rows(DocumentationPage.Of("docs/runtime.md"), "instrument")];
        (string Name, string[] Attributes)[] documented =
            [.. rows.Select(row => (MarkdownTable.CodeIn(row["instrument"])[0], (string[])[.. MarkdownTable.CodeIn(row["attributes"])]))];
        Assert.Equal(
            documented.Where(one => measured.ContainsKey(one.Name)).Select(one => $"{one.Name}: {List(one.Attributes)}"),
            documented.Where(one => measured.ContainsKey(one.Name)).Select(one => $"{one.Name}: {List(measured[one.Name])}"));

        // Of Redis alone.
        Assert.Equal(["eventschemas.lost"], documented.Select(one => one.Name).Where(name => !measured.ContainsKey(name)));
    }

    [Fact]
    public void The_page_of_the_outbox_has_its_instruments()
    {
        using IHost service = DocumentedService.Build(new Dictionary<string, string?>
        {
            ["EventBus:Kafka:BootstrapServers"] = "localhost:9092",
            ["EventBus:SchemaRegistry:Url"] = "http://localhost:8081",
            ["EventBus:Outbox:Dispatch"] = "false",
        });
        OutboxRuntime runtime = service.Services.GetRequiredKeyedService<OutboxRuntime>(DocumentedService.Context);
        var attributes = new ConcurrentDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        using MeterListener listener = Listen(attributes);
        List<Instrument> found = [];
        listener.InstrumentPublished += (instrument, _) => found.Add(instrument);
        using var telemetry = new OutboxTelemetry(runtime, service.Services.GetRequiredService<IMeterFactory>());
        telemetry.Sent.Add(1);
        telemetry.Refused("org.acme.order.placed.v1", isForGood: true);
        listener.RecordObservableInstruments();

        Assert.Equal(
            found.Where(one => one.Name.StartsWith("eventschemas.outbox.", StringComparison.Ordinal))
                .Select(one => $"{one.Name} {KindOf(one)} {one.Unit} {List(attributes[one.Name])}")
                .Order(StringComparer.Ordinal),
            MarkdownTable.Rows(DocumentationPage.Of("docs/outbox.md"), $"instrument of the meter `{Meter}`")
                .Select(row => $"{MarkdownTable.CodeIn(row.First().Value)[0]} {row["kind"]} {row["unit"]} "
                    + List(MarkdownTable.CodeIn(row["attributes"])))
                .Order(StringComparer.Ordinal));
    }

    private static MeterListener Listen(ConcurrentDictionary<string, HashSet<string>> measured)
    {
        var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == Meter)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        listener.Start();
        return listener;

        void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            HashSet<string> names = measured.GetOrAdd(instrument.Name, _ => []);
            lock (names)
            {
                foreach (KeyValuePair<string, object?> tag in tags)
                {
                    names.Add(tag.Key);
                }
            }
        }
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal)
        ? "counter"
        : "gauge";

    private static string List(IEnumerable<string> attributes) =>
        string.Join(", ", attributes.Where(name => name != Error).Order(StringComparer.Ordinal));

    private sealed class Fine : IEventHandler<CourseUnenrollmentCompleted>
    {
        public Task HandleAsync(CourseUnenrollmentCompleted value, EventContext context, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }

    private sealed class Failing : IEventHandler<CourseUnenrollmentCompleted>
    {
        public Task HandleAsync(CourseUnenrollmentCompleted value, EventContext context, CancellationToken cancellationToken) =>
            throw new TimeoutException();
    }
}
