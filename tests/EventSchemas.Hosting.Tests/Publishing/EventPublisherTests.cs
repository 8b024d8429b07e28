using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Hosting.Tests;

public sealed class EventPublisherTests
{
    private static readonly EventMetadata Lit = new()
    {
        EventType = "org.acme.lamp.lit.v1",
        Id = new Guid("01234567-89ab-11ee-8000-000000000042"),
        Time = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero),
        Source = "openedx/lamps/web",
        SourceHost = "host",
        SourceLibrary = "9.20.0",
        MinorVersion = 3,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_encoded_after_the_headroom_and_sent_to_its_topics()
    {
        using IHost service = InMemoryTransport.CreateService(
            bus => bus.AddProducer<LampLit>(),
            ("EventBus:Producers:org.acme.lamp.lit.v1:Topics:0", "lamps"),
            ("EventBus:Producers:org.acme.lamp.lit.v1:Topics:1", "audit"));

        PublishResult.Delivered delivered = Assert.IsType<PublishResult.Delivered>(await Publish(service, new LampLit("desk")));

        InMemoryTransport transport = service.Services.GetRequiredService<InMemoryTransport>();
        Assert.Equal(["dev-lamps", "dev-audit"], delivered.Messages.Select(message => message.Topic));
        Assert.All(transport.Sent, sent => Assert.Equal(delivered.EventId, sent.Id));
        Assert.Equal([0, 0, 8, .. "desk"u8], transport.Sent[0].Event.Value);
        Assert.Equal([0, 0, 8, .. "desk"u8], transport.Sent[0].Event.Key);
    }

    [Fact]
    public async Task The_sender_of_an_event_is_created_once()
    {
        using IHost service = InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>());

        await Publish(service, new LampLit("desk"));
        await Publish(service, new LampLit("hall"));

        Assert.Equal(1, service.Services.GetRequiredService<InMemoryTransport>().Senders);
    }

    [Fact]
    public async Task A_disabled_event_is_not_encoded()
    {
        using IHost service = InMemoryTransport.CreateService(
            bus => bus.AddProducer<LampLit>(), ("FeatureManagement:LampLitEvent", "false"));

        PublishResult result = await Publish(service, new LampLit(null!));

        Assert.Equal(new PublishResult.Disabled("the feature flag LampLitEvent is off"), result);
    }

    [Fact]
    public async Task An_event_without_a_producer_is_an_error()
    {
        using IHost service = InMemoryTransport.CreateService(_ => { });

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            service.Services.GetRequiredService<IEventPublisher>().PublishAsync(new LampLit("desk"), cancellationToken: Token));
        Assert.Contains("org.acme.lamp.lit.v1 has no producer", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_can_not_publish_its_own_event_again(bool passesOn)
    {
        using IHost service = InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>());
        ILampLitProducer producer = service.Services.GetRequiredService<ILampLitProducer>();
        HandledEvent.Enter(new HandledEvent(Handled, "lamps"));
        PublishOptions same = passesOn ? new() { Metadata = Lit } : new() { Id = Lit.Id };

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => producer.PublishAsync(new LampLit("desk"), same, Token));
        Assert.Contains("came from the topic dev-lamps and is published to it again", e.Message, StringComparison.Ordinal);
        Assert.IsType<PublishResult.Delivered>(
            await producer.PublishAsync(new LampLit("desk"), same with { Id = Guid.NewGuid() }, Token));
    }

    [Fact]
    public async Task A_handler_can_pass_its_event_on_to_the_topic_of_the_same_name_on_another_transport()
    {
        using IHost service = InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>());
        HandledEvent.Enter(new HandledEvent(Handled, "lanterns"));

        PublishResult result = await service.Services.GetRequiredService<ILampLitProducer>()
            .PublishAsync(new LampLit("desk"), new PublishOptions { Metadata = Lit }, Token);

        Assert.Equal(Lit.Id, Assert.IsType<PublishResult.Delivered>(result).EventId);
    }

    [Fact]
    public async Task An_event_is_passed_on_with_the_metadata_that_it_came_with_and_an_id_and_a_time_beside_it_go_first()
    {
        using IHost service = InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>());
        InMemoryTransport transport = service.Services.GetRequiredService<InMemoryTransport>();
        ILampLitProducer producer = service.Services.GetRequiredService<ILampLitProducer>();
        var options = new PublishOptions { Metadata = Lit };

        await producer.PublishAsync(new LampLit("desk"), options, Token);
        Assert.Equal((Lit, Lit.Id, Lit.Time), (transport.LastMetadata, transport.Sent[^1].Id, transport.LastTime));

        Guid id = Guid.NewGuid();
        await service.Services.GetRequiredService<IEventQueue>().EnqueueAsync(
            new LampLit("desk"), options with { Id = id, Time = DateTimeOffset.UnixEpoch, IsReplay = true }, Token);
        Assert.Equal((Lit, id, DateTimeOffset.UnixEpoch), (transport.LastMetadata, transport.Sent[^1].Id, transport.LastTime));
        Assert.Equal([new("ce_replay", "true")], transport.LastAttributes);

        IReadOnlyList<PublishResult> results = await producer.PublishEachAsync(
            [(new LampLit("desk"), options), (new LampLit("hall"), options with { Id = id }), (new LampLit("cellar"), null)], Token);
        Assert.Equal([Lit.Id, id], results.Take(2).Select(result => ((PublishResult.Delivered)result).EventId));
        Assert.Null(transport.LastMetadata);
    }

    [Fact]
    public async Task An_event_of_a_batch_that_can_not_be_published_keeps_no_other_from_it()
    {
        using IHost service = InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>());
        ILampLitProducer producer = service.Services.GetRequiredService<ILampLitProducer>();
        var foreign = new PublishOptions { Metadata = Lit with { EventType = "org.acme.lamp.sold.v1" } };

        EventBatchException e = await Assert.ThrowsAsync<EventBatchException>(() => producer.PublishEachAsync(
            [(new LampLit("desk"), null), (new LampLit("hall"), foreign), (new LampLit("cellar"), null)], Token));

        Assert.Equal([true, false, true], e.Results.Select(result => result is PublishResult.Delivered));
        Assert.IsType<InvalidOperationException>(Assert.Single(e.Failures));
        IEnumerable<(LampLit, PublishOptions?)> late =
            Enumerable.Range(0, 2).Select(i => i == 0 ? (new LampLit("desk"), (PublishOptions?)null) : throw new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => producer.PublishEachAsync(late, Token));
        Assert.Equal(2, service.Services.GetRequiredService<InMemoryTransport>().Sent.Count);
    }

    [Fact]
    public async Task Metadata_of_another_event_and_metadata_without_a_source_where_one_is_needed_are_refused()
    {
        using IHost service = InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>().AddProducer<LampSold>());
        ILampLitProducer lit = service.Services.GetRequiredService<ILampLitProducer>();
        ILampSoldProducer sold = service.Services.GetRequiredService<ILampSoldProducer>();
        string type = EventDefinition.Of<LampSold>().Descriptor.EventType;
        EventMetadata given = Lit with { EventType = type };

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => lit.PublishAsync(new LampLit("desk"), new PublishOptions { Metadata = given }, Token));
        Assert.Equal(
            $"org.acme.lamp.lit.v1 may not be published with the metadata of another event, {type} {Lit.Id}: give it those that it came "
            + "with, or leave PublishOptions.Metadata out.",
            e.Message);
        e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => sold.PublishAsync(new LampSold("desk"), new PublishOptions { Metadata = given with { Source = "" } }, Token));
        Assert.Contains("every event of CloudEvents has a source", e.Message, StringComparison.Ordinal);

        await sold.PublishAsync(new LampSold("desk"), new PublishOptions { Metadata = given }, Token);
        await lit.PublishAsync(new LampLit("desk"), new PublishOptions { Metadata = Lit with { Source = "" } }, Token);
        Assert.Equal(2, service.Services.GetRequiredService<InMemoryTransport>().Sent.Count);
    }

    [Fact]
    public async Task Subject_and_extensions_go_with_an_event_whose_conventions_take_them_and_others_are_refused()
    {
        using IHost service = InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>().AddProducer<LampSold>());
        InMemoryTransport transport = service.Services.GetRequiredService<InMemoryTransport>();
        var options = new PublishOptions { Subject = "desk", Extensions = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } };
        ILampSoldProducer sold = service.Services.GetRequiredService<ILampSoldProducer>();

        await sold.PublishAsync(new LampSold("desk"), options, Token);
        Assert.Equal([new("ce_subject", "desk"), new("ce_a", "1"), new("ce_b", "2")], transport.LastAttributes);
        await service.Services.GetRequiredService<IEventQueue>()
            .EnqueueAsync(new LampSold("desk"), options with { IsReplay = true }, Token);
        Assert.Equal(["ce_subject", "ce_a", "ce_b", "ce_replay"], transport.LastAttributes.Select(header => header.Key));
        await sold.PublishAsync(new LampSold("desk"), new PublishOptions(), Token);
        Assert.Empty(transport.LastAttributes);

        int sent = transport.Sent.Count;
        ILampLitProducer lit = service.Services.GetRequiredService<ILampLitProducer>();
        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => lit.PublishAsync(new LampLit("desk"), options, Token));
        Assert.Equal(
            "org.acme.lamp.lit.v1 may not be published with a Subject or Extensions: its messages have the headers that Python services "
            + "write, and no others. Events of [AvroEvent] can have them.",
            e.Message);
        Assert.Equal(sent, transport.Sent.Count);
    }

    [Fact]
    public async Task The_transport_is_flushed_when_the_service_stops()
    {
        using IHost service = InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>());
        await service.StartAsync(Token);
        await service.StopAsync(Token);

        Assert.True(service.Services.GetRequiredService<InMemoryTransport>().IsFlushed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Ids_are_unique_and_have_the_version_of_the_conventions(int version)
    {
        var ids = new EventIdGenerator(TimeProvider.System);

        Guid[] created = [.. Enumerable.Range(0, 1_000).Select(_ => ids.Next(version))];

        Assert.All(created, id => Assert.Equal((version, 8), (id.Version, id.Variant & 0xC)));
        Assert.Distinct(created);
    }

    private static EventContext Handled =>
        new InMemoryMessage(_ => throw new NotSupportedException()).CreateContext(Lit, "group", "first", attempt: 1);

    private static Task<PublishResult> Publish(IHost service, LampLit value) =>
        service.Services.GetRequiredService<ILampLitProducer>().PublishAsync(value, cancellationToken: Token);
}
