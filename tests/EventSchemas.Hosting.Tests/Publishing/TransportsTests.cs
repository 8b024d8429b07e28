using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting.Tests;

/// <summary>An event goes to all transports of the service, or to those that its settings name.</summary>
public sealed class TransportsTests
{
    private const string Setting = "EventBus:Producers:org.acme.lamp.lit.v1:Transports:0";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_default_an_event_goes_to_all_transports_and_the_result_says_what_each_did()
    {
        using IHost service = CreateService();

        var delivered = (PublishResult.Delivered)await PublishAsync(service);

        Assert.Equal(
            [("Memory", "dev-lamps"), ("Other", "dev-lamps")], delivered.Messages.Select(message => (message.Transport, message.Topic)));
        Assert.Equal("Memory dev-lamps[0]@0", delivered.Messages[0].ToString());
        Assert.Equal([0, 0, 8, .. "desk"u8], Sent(service, "Memory").Event.Value);
        Assert.Equal([8, .. "desk"u8], Sent(service, "Other").Event.Value);
        Assert.Equal([8, .. "desk"u8], Sent(service, "Other").Event.Key);
        Assert.Equal(delivered.EventId, Sent(service, "Memory").Id);
        Assert.Equal(delivered.EventId, Sent(service, "Other").Id);
    }

    [Theory]
    [InlineData("Memory", "Other", 2)]
    [InlineData("other", "Memory", 0)]
    public async Task Settings_name_the_transports_of_an_event(string name, string without, int headroom)
    {
        using IHost service = CreateService((Setting, name));

        await PublishAsync(service);

        InMemoryTransport only = All(service).Single(transport => transport.Name != without);
        Assert.Equal([.. new byte[headroom], 8, .. "desk"u8], Assert.Single(only.Sent).Event.Value);
        Assert.Empty(All(service).Single(transport => transport.Name == without).Sent);
    }

    [Fact]
    public async Task A_transport_that_the_service_does_not_have_is_an_error_at_start()
    {
        using IHost service = CreateService((Setting, "Kafak"));

        OptionsValidationException e = await Assert.ThrowsAsync<OptionsValidationException>(() => service.StartAsync(Token));

        Assert.Equal(
            "EventBus:Producers:org.acme.lamp.lit.v1:Transports has Kafak: this service has no such transport. It has Memory, Other.",
            Assert.Single(e.Failures));
    }

    [Theory]
    [InlineData("Memory", "Other")]
    [InlineData("Other", "Memory")]
    public async Task What_only_one_transport_takes_is_delivered_in_part(string broken, string working)
    {
        using IHost service = CreateService();
        All(service).Single(transport => transport.Name == broken).Failure = PublishFailureReason.Unavailable;

        EventPublishException e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service));

        Assert.Equal((PublishOutcome.PartlyDelivered, PublishFailureReason.Unavailable), (e.Outcome, e.Reason));
        Assert.Equal([(working, "dev-lamps")], e.Delivered.Select(message => (message.Transport, message.Topic)));
        Assert.Contains($"was delivered as {working} dev-lamps[0]@0 only. The bus is down.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_transport_misses_is_stored_and_delivered_later()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using IHost service = CreateService(("EventBus:Publishing:UndeliveredFolder", folder));
            await service.StartAsync(Token);
            InMemoryTransport other = All(service).Single(transport => transport.Name == "Other");
            other.Failure = PublishFailureReason.Unavailable;

            Assert.IsType<PublishResult.Deferred>(await PublishAsync(service));
            other.Failure = null;

            Outbox outbox = service.Services.GetRequiredService<Outbox>();
            while (outbox.UndeliveredCount > 0)
            {
                await Task.Delay(10, Token);
            }

            Assert.Single(other.Sent);
            await service.StopAsync(Token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IHost CreateService(params (string Key, string? Value)[] settings) => InMemoryTransport.CreateService(
        bus =>
        {
            bus.AddProducer<LampLit>().AddTransport("Other");
            bus.Services.AddSingleton<IPublishingTransport>(provider => new InMemoryTransport(
                provider.GetRequiredService<IServiceScopeFactory>(),
                provider.GetRequiredService<BusProgress>(),
                provider.GetRequiredService<EventBusTelemetry>(),
                TimeProvider.System)
            {
                Name = "Other",
                Headroom = 0,
            });
        },
        settings);

    private static Task<PublishResult> PublishAsync(IHost service) =>
        service.Services.GetRequiredService<IEventProducer<LampLit>>().PublishAsync(new LampLit("desk"), cancellationToken: Token);

    private static IEnumerable<InMemoryTransport> All(IHost service) =>
        service.Services.GetServices<IPublishingTransport>().OfType<InMemoryTransport>();

    private static (string Topic, EncodedEvent Event, Guid Id) Sent(IHost service, string transport) =>
        Assert.Single(All(service).Single(one => one.Name == transport).Sent);
}
