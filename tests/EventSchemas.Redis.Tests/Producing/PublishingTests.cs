using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

public sealed class PublishingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_an_entry_with_the_fields_of_the_Python_services()
    {
        await using Bus bus = await Bus.StartAsync();
        IOrderPlacedProducer producer = await ProducerAsync(bus);

        var delivered = (PublishResult.Delivered)await producer.PublishAsync(new OrderPlaced("A-1", 2), cancellationToken: Token);

        StreamEntry entry = Assert.Single(await bus.ReadAsync(Bus.Orders));
        Assert.Equal(
            ["type", "id", "source", "time", "minorversion", "sourcehost", "sourcelib", "event_data"],
            entry.Values.Select(field => field.Name.ToString()));
        Assert.Equal(entry.Id.ToString(), delivered.Messages[0].EntryId);
        Assert.Equal($"dev-orders@{entry.Id}", delivered.Messages[0].ToString());
        Assert.Equal(AvroCodec.Serialize(new OrderPlaced("A-1", 2)), (byte[])entry["event_data"]!);
        Assert.Equal("0.1.0", entry["sourcelib"]);
    }

    [Fact]
    public async Task A_setting_says_which_openedx_events_the_schemas_are_of()
    {
        await using Bus bus = await Bus.StartAsync();
        IOrderPlacedProducer producer = await ProducerAsync(bus, ("EventBus:Redis:SourceLibrary", "10.3.1"));

        await producer.PublishAsync(new OrderPlaced("A-1", 2), cancellationToken: Token);

        Assert.Equal("10.3.1", Assert.Single(await bus.ReadAsync(Bus.Orders))["sourcelib"]);
    }

    [Fact]
    public async Task A_stream_keeps_about_as_much_as_configured()
    {
        await using Bus bus = await Bus.StartAsync();
        IOrderPlacedProducer producer = await ProducerAsync(bus, ("EventBus:Redis:StreamMaxLength", "100"));

        await producer.PublishAllAsync(Enumerable.Range(0, 500).Select(i => new OrderPlaced($"A-{i}", i)), Token);

        Assert.InRange(await bus.Database.StreamLengthAsync(Bus.Orders), 100, 220);
    }

    [Fact]
    public async Task An_event_goes_to_all_its_streams_or_says_which_have_it()
    {
        await using Bus bus = await Bus.StartAsync();
        await bus.Database.StringSetAsync("dev-taken", "not a stream");
        IOrderPlacedProducer producer = await ProducerAsync(
            bus,
            ("EventBus:Producers:org.acme.order.placed.v1:Topics:0", "one"),
            ("EventBus:Producers:org.acme.order.placed.v1:Topics:1", "taken"));

        var e = await Assert.ThrowsAsync<EventPublishException>(
            () => producer.PublishAsync(new OrderPlaced("A-1", 2), cancellationToken: Token));

        Assert.Equal((PublishOutcome.PartlyDelivered, PublishFailureReason.Other), (e.Outcome, e.Reason));
        Assert.Equal("dev-one", Assert.Single(e.Delivered).Topic);
        Assert.Contains("The key has something else than a stream", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_without_an_answer_may_have_been_executed()
    {
        await using Bus bus = await Bus.StartAsync();
        IOrderPlacedProducer producer = await ProducerAsync(bus, ("EventBus:Redis:CommandTimeout", "00:00:00.3"));
        await producer.PublishAsync(new OrderPlaced("A-1", 2), cancellationToken: Token);
        await bus.Database.ExecuteAsync("CLIENT", "PAUSE", "3000", "WRITE");

        var e = await Assert.ThrowsAsync<EventPublishException>(
            () => producer.PublishAsync(new OrderPlaced("A-2", 2), cancellationToken: Token));

        Assert.Equal((PublishOutcome.PossiblyDelivered, PublishFailureReason.Unavailable), (e.Outcome, e.Reason));
        Assert.Contains("may have been delivered, or not", e.Message, StringComparison.Ordinal);
        await Bus.UntilAsync(async () => await bus.Database.StreamLengthAsync(Bus.Orders) == 2, "it was executed after all");
    }

    [Fact]
    public async Task What_waits_in_the_store_is_published_in_order_when_the_server_is_there_again()
    {
        string folder = Directory.CreateTempSubdirectory("eventschemas-undelivered").FullName;
        await using (Bus bus = await Bus.StartAsync())
        {
            IOrderPlacedProducer producer = await ProducerAsync(bus, ("EventBus:Publishing:UndeliveredFolder", folder));
            await bus.Server.KillAsync();
            for (int i = 0; i < 5; i++)
            {
                Assert.IsType<PublishResult.Deferred>(
                    await producer.PublishAsync(new OrderPlaced("A", i), new PublishOptions { Id = Id(i) }, Token));
            }

            await bus.Server.RunAsync();
            await Bus.UntilAsync(async () => await LengthAsync(bus) >= 5, "they are published");
            Assert.Equal(
                Enumerable.Range(0, 5).Select(i => Id(i).ToString()),
                (await bus.ReadAsync(Bus.Orders)).Select(entry => entry["id"].ToString()).Distinct());
        }

        Directory.Delete(folder, recursive: true);

        static Guid Id(int i) => new(i + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    [Fact]
    public async Task What_a_publisher_gives_is_fields_behind_the_others_and_comes_back_with_a_dead_letter()
    {
        await using Bus bus = await Bus.StartAsync();
        var recorder = new Recorder { Before = (_, _, _, _) => throw new InvalidOperationException("no") };
        IHost service = await bus.StartServiceAsync(
            events => events.AddProducer<ParcelSent>().AddProducer<OrderPlaced>().AddConsumerGroup(
                "group", StartAt.Earliest, group => group.OnParcelSent<ParcelHandler>("parcel")),
            recorder,
            ("EventBus:Groups:group:Retry:MaxAttempts", "1"));
        var options = new PublishOptions
        {
            Subject = "parcels/\u6771",
            Extensions = new Dictionary<string, string> { ["type2"] = "x", ["tenant"] = "n\u00f6rd" },
            IsReplay = true,
        };
        await service.Services.GetRequiredService<IParcelSentProducer>().PublishAsync(new ParcelSent("P-1"), options, Token);
        IOrderPlacedProducer orders = service.Services.GetRequiredService<IOrderPlacedProducer>();
        await orders.PublishAsync(new OrderPlaced("A-1", 2), new PublishOptions { IsReplay = true }, Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => orders.PublishAsync(new OrderPlaced("A-1", 2), options, Token));

        Assert.Equal(
            ["type", "id", "source", "time", "event_data", "ce_subject", "ce_tenant", "ce_type2", "ce_replay"],
            Assert.Single(await bus.ReadAsync("dev-parcels")).Values.Select(field => field.Name.ToString()));
        Assert.Equal(["event_data", "ce_replay"], (await bus.ReadAsync(Bus.Orders))[0].Values[^2..].Select(field => field.Name.ToString()));
        IDeadLetters letters = service.Services.GetRequiredService<IDeadLetters>();
        await Bus.UntilAsync(
            () => Task.FromResult(letters.ReadAsync("group", Token).ToBlockingEnumerable(Token).Any()), "the dead letter is there");
        recorder.Before = (_, _, _, _) => Task.CompletedTask;
        await letters.RedriveAsync("group", cancellationToken: Token);
        await Bus.UntilAsync(() => Task.FromResult(recorder.Handled.Count == 1), "it came back");

        EventContext context = recorder.Handled[0].Context;
        Assert.Equal(("parcels/\u6771", true), (context.Subject, context.IsReplay));
        Assert.Equal(
            ["replay=true", "tenant=n\u00f6rd", "type2=x"],
            context.Extensions.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal));
    }

    private static async Task<long> LengthAsync(Bus bus)
    {
        try
        {
            return await bus.Database.StreamLengthAsync(Bus.Orders);
        }
        catch (RedisException)
        {
            return 0;
        }
    }

    private static async Task<IOrderPlacedProducer> ProducerAsync(Bus bus, params (string Key, string? Value)[] settings)
    {
        IHost service = await bus.StartServiceAsync(events => events.AddProducer<OrderPlaced>(), recorder: null, settings);
        return service.Services.GetRequiredService<IOrderPlacedProducer>();
    }
}
