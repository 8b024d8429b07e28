using System.Collections.Concurrent;
using EventSchemas.OpenEdx;
using EventSchemas.OpenEdx.Learning;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Testing.Tests;

/// <summary>Many events are registered from a list, without reflection.</summary>
public sealed class EventListTests
{
    private static readonly EventBusTestOptions OneTopic = new()
    {
        Settings = new Dictionary<string, string?>(OpenEdxEvents.All.Select((e, _) =>
            KeyValuePair.Create($"EventBus:Producers:{e.Descriptor.EventType}:Topics:0", (string?)"openedx")))
        {
            ["EventBus:Groups:audit:Topics:0"] = "openedx",
        },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_list_of_the_package_has_each_of_its_events_once()
    {
        Type[] events =
        [
            .. typeof(OpenEdxEvents).Assembly.GetTypes().Where(type => type.IsDefined(typeof(OpenEdxEventAttribute), inherit: false)),
        ];

        Assert.Equal(events.Select(type => type.FullName).Order(), OpenEdxEvents.All.Select(e => e.Record.FullName).Order());
        Assert.Same(EventDefinition.Of<CertificateCreated>(), OpenEdxEvents.All.Single(e => e.Record == typeof(CertificateCreated)));
    }

    [Fact]
    public async Task All_events_are_published_and_one_handler_gets_them_from_one_topic()
    {
        await using EventBusTestHost host = await EventBusTestHost.StartInMemoryAsync(
            bus =>
            {
                bus.Services.AddSingleton<Audit.Log>();
                bus.AddProducers(OpenEdxEvents.All);
                bus.AddConsumerGroup("audit", StartAt.Earliest, group => group.HandleAny<Audit>("audit", OpenEdxEvents.All));
            },
            OneTopic,
            Cancellation);

        await host.PublishAsync(EventExample.Of<CertificateCreated>(), Cancellation);
        await host.PublishAsync(EventExample.Of<CourseUnenrollmentCompleted>(), Cancellation);
        await host.WaitUntilHandledAsync(Cancellation);

        Assert.Equal(
            [EventExample.Of<CertificateCreated>(), EventExample.Of<CourseUnenrollmentCompleted>()],
            host.Services.GetRequiredService<Audit.Log>().Events.Select(one => one.Value));
    }

    [Fact]
    public async Task A_visitor_registers_a_generic_handler_for_each_event()
    {
        await using EventBusTestHost host = await EventBusTestHost.StartInMemoryAsync(
            bus =>
            {
                bus.Services.AddSingleton<Audit.Log>();
                bus.AddProducer<CertificateCreated>();
                bus.AddConsumerGroup("audit", StartAt.Earliest, group =>
                {
                    foreach (EventDefinition definition in OpenEdxEvents.All)
                    {
                        definition.Accept(new Projections(group));
                    }
                });
            },
            OneTopic,
            Cancellation);

        await host.PublishAsync(EventExample.Of<CertificateCreated>(), Cancellation);
        await host.WaitUntilHandledAsync(Cancellation);

        AnyEvent handled = Assert.Single(host.Services.GetRequiredService<Audit.Log>().Events);
        Assert.Equal("org.openedx.learning.certificate.created.v1", handled.EventType);
    }

    private sealed class Projections(IConsumerGroupBuilder group) : IEventVisitor
    {
        public void Visit<TEvent>()
            where TEvent : class, IEventContract<TEvent> => group.Handle<TEvent, Projection<TEvent>>(TEvent.EventType);
    }

    private sealed class Projection<TEvent>(Audit.Log log) : IEventHandler<TEvent>
        where TEvent : class, IEventContract<TEvent>
    {
        public Task HandleAsync(TEvent value, EventContext context, CancellationToken cancellationToken)
        {
            log.Events.Enqueue(AnyEvent.Of(value));
            return Task.CompletedTask;
        }
    }

    private sealed class Audit(Audit.Log log) : IAnyEventHandler
    {
        public Task HandleAsync(AnyEvent value, EventContext context, CancellationToken cancellationToken)
        {
            log.Events.Enqueue(value);
            return Task.CompletedTask;
        }

        public sealed class Log
        {
            public ConcurrentQueue<AnyEvent> Events { get; } = new();
        }
    }
}
