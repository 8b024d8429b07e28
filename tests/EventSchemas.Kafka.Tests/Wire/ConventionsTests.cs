using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka.Tests;

public sealed class ConventionsTests
{
    private static readonly EventConventions Other = EventConventions.OpenEdx with
    {
        SourceFormat = "/services/{0}",
        Headers =
        [
            new("kind", EventHeaderContent.EventType),
            new("number", EventHeaderContent.Id),
            new("from", EventHeaderContent.Source),
            new("format", EventHeaderContent.Constant, "avro"),
        ],
    };

    private readonly ServiceIdentity _service = new(Options.Create(new EventBusOptions { ServiceName = "shop" }));

    [Fact]
    public void Headers_are_written_and_read_by_the_conventions_of_the_event()
    {
        const string schema = """{"type": "record", "name": "Order", "fields": []}""";
        var descriptor = new EventDescriptor("shop.order", schema) { Conventions = Other };
        Guid id = Guid.NewGuid();

        Headers headers = new HeaderWriter(descriptor, _service).Write(Outgoing(id));

        Assert.Equal(
            ["kind=shop.order", $"number={id}", "from=/services/shop", "format=avro"],
            headers.Select(header => $"{header.Key}={Encoding.UTF8.GetString(header.GetValueBytes())}"));
        var parts = new HeaderParts(headers, new HeaderNames(Other), message: null);
        var reader = new MetadataReader<HeaderParts>(parts, new RepeatedTexts());
        var rules = new MetadataRules { NeedsId = true, Source = "other", Host = "here", Library = "1.0" };
        Assert.Equal("shop.order", reader.Text(EventHeaderContent.EventType));
        EventMetadata metadata = reader.Read("shop.order", rules, TimeProvider.System)!;
        Assert.Equal((id, "/services/shop", "here"), (metadata.Id, metadata.Source, metadata.SourceHost));
        Assert.Equal((false, true), (reader.IsMissing(EventHeaderContent.Source), reader.IsMissing(EventHeaderContent.SourceHost)));
    }

    [Fact]
    public void A_header_that_is_the_same_in_every_message_is_created_once()
    {
        var writer = new HeaderWriter(DescriptorOf<OrderPlaced>(), _service);

        Headers first = writer.Write(Outgoing(Guid.NewGuid()));
        Headers second = writer.Write(Outgoing(Guid.NewGuid()));

        Assert.Equal(8, first.Zip(second).Count(pair => ReferenceEquals(pair.First, pair.Second)));
    }

    private static OutgoingEvent Outgoing(Guid id) => new(default, id, DateTimeOffset.UtcNow);

    private static EventDescriptor DescriptorOf<TEvent>()
        where TEvent : class, IEventContract<TEvent> => TEvent.Descriptor;
}
