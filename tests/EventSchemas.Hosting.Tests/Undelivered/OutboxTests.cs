using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Hosting.Tests;

public sealed class OutboxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventschemas-outbox").FullName;
    private readonly List<IHost> _services = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _services.ForEach(service => service.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Purged_events_are_never_published_and_later_ones_of_their_key_are_not_held_up()
    {
        IHost service = await StartAsync();
        InMemoryTransport transport = Transport(service);
        transport.Failure = PublishFailureReason.Unavailable;
        foreach (string lamp in (string[])["ada", "bob", "ada", "bob"])
        {
            await PublishAsync(service, lamp);
        }

        IUndeliveredEvents undelivered = service.Services.GetRequiredService<IUndeliveredEvents>();
        int purged = await undelivered.PurgeAsync(one => one.KeyText == "ada", Token);

        Assert.Equal((2, 2), (purged, undelivered.Count));
        transport.Failure = null;
        await EmptyAsync(service);
        Assert.IsType<PublishResult.Delivered>(await PublishAsync(service, "ada"));
        Assert.Equal(["bob", "bob", "ada"], transport.Sent.Select(sent => NameOf(sent.Event)));
    }

    [Fact]
    public async Task A_store_that_is_not_open_purges_nothing_silently()
    {
        IHost service = InMemoryTransport.CreateService(
            bus => bus.AddProducer<LampLit>(), [("EventBus:Publishing:UndeliveredFolder", _folder)]);
        _services.Add(service);

        UndeliveredStoreException e = await Assert.ThrowsAsync<UndeliveredStoreException>(
            () => service.Services.GetRequiredService<IUndeliveredEvents>().PurgeAsync(_ => true, Token));

        Assert.Contains("start the host first", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_bus_is_down_events_are_stored_and_then_published_in_order()
    {
        IHost service = await StartAsync();
        InMemoryTransport transport = Transport(service);
        transport.Failure = PublishFailureReason.Unavailable;

        PublishResult[] results = [.. await Task.WhenAll(Enumerable.Range(0, 20).Select(i => PublishAsync(service, $"lamp {i % 4}")))];

        Assert.All(results, result => Assert.IsType<PublishResult.Deferred>(result));
        Assert.Contains("The bus is down.", ((PublishResult.Deferred)results[0]).Reason, StringComparison.Ordinal);
        Assert.Equal(20, Outbox(service).UndeliveredCount);
        transport.Failure = null;
        await EmptyAsync(service);

        var order = results.Cast<PublishResult.Deferred>().Select((result, i) => (Lamp: i % 4, result.EventId)).ToLookup(r => r.Lamp);
        foreach (IGrouping<int, (int Lamp, Guid Id)> lamp in order)
        {
            Assert.Equal(
                lamp.Select(one => one.Id), transport.Sent.Where(sent => NameOf(sent.Event) == $"lamp {lamp.Key}").Select(sent => sent.Id));
        }

        Assert.IsType<PublishResult.Delivered>(await PublishAsync(service, "lamp 1"));
    }

    [Fact]
    public async Task What_a_process_leaves_is_published_by_the_next_one_and_later_events_of_the_key_follow()
    {
        PublishResult.Deferred first;
        using (IHost before = await StartAsync())
        {
            Transport(before).Failure = PublishFailureReason.Unavailable;
            first = Assert.IsType<PublishResult.Deferred>(await PublishAsync(before, "desk"));
        }

        IHost service = await StartAsync(transport => transport.Failure = PublishFailureReason.NotAuthorized);
        PublishResult.Deferred second = Assert.IsType<PublishResult.Deferred>(await PublishAsync(service, "desk"));
        Assert.Equal("Events before it wait for the bus, too.", second.Reason);
        Transport(service).Failure = null;
        await EmptyAsync(service);

        Assert.Equal([first.EventId, second.EventId], Transport(service).Sent.Select(sent => sent.Id));
        Assert.All(Transport(service).Sent, sent => Assert.Equal([0, 0, 8, .. "desk"u8], sent.Event.Value));
    }

    [Fact]
    public async Task What_the_bus_refuses_fails_and_is_not_stored()
    {
        IHost service = await StartAsync();
        Transport(service).Failure = PublishFailureReason.TooLarge;

        await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service, "desk"));

        Assert.Equal(0, Outbox(service).UndeliveredCount);
    }

    [Fact]
    public async Task Stored_events_that_the_bus_refuses_hold_up_no_other()
    {
        IHost service = await StartAsync();
        InMemoryTransport transport = Transport(service);
        transport.Failure = PublishFailureReason.Unavailable;
        for (int i = 0; i < 300; i++)
        {
            await PublishAsync(service, $"refused {i}");
        }

        await PublishAsync(service, "good");
        transport.Refusal = (_, encoded) =>
            NameOf(encoded).StartsWith("refused", StringComparison.Ordinal) ? PublishFailureReason.TooLarge : null;
        transport.Failure = null;

        await ReachAsync(() => Outbox(service).UndeliveredCount == 300);
        Assert.Contains(transport.Sent, sent => NameOf(sent.Event) == "good");
        Assert.IsType<PublishResult.Delivered>(await PublishAsync(service, "later"));
        Assert.Equal(300, Outbox(service).UndeliveredCount);
    }

    [Fact]
    public async Task A_topic_that_has_a_stored_event_does_not_get_it_again()
    {
        string topics = "EventBus:Producers:org.acme.lamp.lit.v1:Topics";
        IHost service = await StartAsync(settings: [(topics + ":0", "lamps"), (topics + ":1", "audit")]);
        InMemoryTransport transport = Transport(service);
        transport.Failure = PublishFailureReason.Unavailable;
        await PublishAsync(service, "desk");
        int refusals = 0;
        transport.Refusal = (topic, _) => topic == "dev-audit" && ++refusals < 4 ? PublishFailureReason.NotAuthorized : null;
        transport.Failure = null;

        await EmptyAsync(service);

        Assert.Equal(["dev-lamps", "dev-audit"], transport.Sent.Select(sent => sent.Topic));
    }

    [Fact]
    public async Task A_full_store_is_an_error_of_the_publish()
    {
        IHost service = await StartAsync(settings: ("EventBus:Publishing:UndeliveredBytes", "10"));
        Transport(service).Failure = PublishFailureReason.Unavailable;

        EventPublishException e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service, "desk"));

        Assert.Contains("is full", e.Message, StringComparison.Ordinal);
        Transport(service).Failure = null;
        Assert.IsType<PublishResult.Delivered>(await PublishAsync(service, "desk"));
    }

    [Fact]
    public async Task A_second_process_on_the_folder_does_not_start()
    {
        await StartAsync();

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync());
        Assert.Contains("EventBus:Publishing:UndeliveredFolder", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EventBus:Publishing:Mode", "OutboxWhenUnavailable")]
    [InlineData("EventBus:Producers:org.acme.lamp.lit.v1:Mode", "Outbox")]
    public async Task A_mode_without_an_outbox_stops_the_start(string key, string mode)
    {
        using IHost service = InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>(), (key, mode));

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => service.StartAsync(Token));

        Assert.Contains($"EventBus:Producers:org.acme.lamp.lit.v1:Mode is {mode}", e.Message, StringComparison.Ordinal);
        Assert.Contains("call AddOutbox", e.Message, StringComparison.Ordinal);
        Assert.Contains("EventBus:Publishing:UndeliveredFolder", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mode_says_whether_an_event_waits_in_the_store()
    {
        const string setting = "EventBus:Producers:org.acme.lamp.lit.v1:Mode";
        IHost direct = await StartAsync(settings: (setting, "Direct"));
        Transport(direct).Failure = PublishFailureReason.Unavailable;
        await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(direct, "desk"));
        _services.Remove(direct);
        direct.Dispose();

        IHost always = await StartAsync(transport => transport.Failure = PublishFailureReason.Unavailable, (setting, "Outbox"));
        Assert.Equal("It is sent from the outbox.", Assert.IsType<PublishResult.Deferred>(await PublishAsync(always, "desk")).Reason);
        Transport(always).Failure = null;
        await EmptyAsync(always);

        Assert.Equal(["desk"], Transport(always).Sent.Select(sent => NameOf(sent.Event)));
    }

    private async Task<IHost> StartAsync(Action<InMemoryTransport>? prepare = null, params (string Key, string? Value)[] settings)
    {
        IHost service = InMemoryTransport.CreateService(
            bus => bus.AddProducer<LampLit>(), [("EventBus:Publishing:UndeliveredFolder", _folder), .. settings]);
        _services.Add(service);
        prepare?.Invoke(Transport(service));
        await service.StartAsync(Token);
        return service;
    }

    private static Task EmptyAsync(IHost service) => ReachAsync(() => Outbox(service).UndeliveredCount == 0);

    private static async Task ReachAsync(Func<bool> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    private static InMemoryTransport Transport(IHost service) => service.Services.GetRequiredService<InMemoryTransport>();

    private static Outbox Outbox(IHost service) => service.Services.GetRequiredService<Outbox>();

    private static string NameOf(EncodedEvent encoded) => Encoding.UTF8.GetString(encoded.Key.AsSpan(3));

    private static Task<PublishResult> PublishAsync(IHost service, string name) =>
        service.Services.GetRequiredService<ILampLitProducer>().PublishAsync(new LampLit(name), cancellationToken: Token);
}
