using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

public sealed class SecondTransportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_goes_to_Kafka_and_to_another_transport()
    {
        await using Bus bus = await Bus.StartAsync();
        var second = new Second();
        IHost service = await bus.StartServiceAsync(events =>
        {
            events.AddProducer<OrderPlaced>().AddTransport(second.Name);
            events.Services.AddSingleton<IPublishingTransport>(second);
        });

        var delivered = (PublishResult.Delivered)await service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced("A-1", 2), cancellationToken: Token);

        Assert.Equal(["Kafka dev-orders[0]@0", "Second dev-orders[0]@7"], delivered.Messages.Select(message => message.ToString()));
        byte[] onKafka = Assert.Single(bus.Read("dev-orders")).Message.Value;
        Assert.Equal(AvroCodec.Serialize(new OrderPlaced("A-1", 2)), onKafka[ConfluentFraming.Length..]);
        Assert.Equal(onKafka[ConfluentFraming.Length..], Assert.Single(second.Sent));
    }

    private sealed class Second : IPublishingTransport, IEventSender
    {
        public List<byte[]> Sent { get; } = [];

        public string Name => "Second";

        public string SystemName => "second";

        public int Headroom => 0;

        public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics) => this;

        public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<PublishResult> SendAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken)
        {
            Sent.Add(outgoing.Encoded.Value!);
            return Task.FromResult<PublishResult>(new PublishResult.Delivered(outgoing.Id, [new DeliveredMessage("dev-orders", 0, 7)]));
        }
    }
}
