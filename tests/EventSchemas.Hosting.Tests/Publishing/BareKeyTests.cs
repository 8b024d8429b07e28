namespace EventSchemas.Hosting.Tests;

/// <summary>Keys as Kafka's own serializers write them.</summary>
public sealed class BareKeyTests
{
    [Theory]
    [InlineData(EventKeyFormat.Text, "string", new byte[] { 4, 0xC3, 0xA9 }, new byte[] { 0xC3, 0xA9 })]
    [InlineData(EventKeyFormat.Text, "long", new byte[] { 3 }, new byte[] { (byte)'-', (byte)'2' })]
    [InlineData(EventKeyFormat.Long, "int", new byte[] { 4 }, new byte[] { 0, 0, 0, 0, 0, 0, 0, 2 })]
    [InlineData(EventKeyFormat.Long, "long", new byte[] { 3 }, new byte[] { 255, 255, 255, 255, 255, 255, 255, 254 })]
    public void A_key_is_written_without_a_schema(EventKeyFormat format, string type, byte[] avro, byte[] wire) =>
        Assert.Equal(wire, BareKey.Of(Descriptor(format, type), avro));

    [Fact]
    public void A_type_that_a_format_can_not_write_is_an_error()
    {
        InvalidOperationException e =
            Assert.Throws<InvalidOperationException>(() => BareKey.Of(Descriptor(EventKeyFormat.Long, "string"), [2, 65]));

        Assert.Equal("The key of shop.order is Avro's string, which can't be written as Long.", e.Message);
    }

    [Theory]
    [InlineData(EventKeyFormat.Text, new byte[] { 65, 45, 49 }, "A-1")]
    [InlineData(EventKeyFormat.Text, new byte[] { 0xFF }, null)]
    [InlineData(EventKeyFormat.Text, new byte[0], "")]
    [InlineData(EventKeyFormat.Long, new byte[] { 255, 255, 255, 255, 255, 255, 255, 254 }, "-2")]
    [InlineData(EventKeyFormat.Long, new byte[] { 0, 0, 0, 2 }, null)]
    [InlineData(EventKeyFormat.Long, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 2 }, null)]
    public void A_key_from_anybody_is_shown_if_it_is_one(EventKeyFormat format, byte[] wire, string? text) =>
        Assert.Equal(text, BareKey.Read(format, wire));

    private static EventDescriptor Descriptor(EventKeyFormat format, string type) =>
        new("shop.order", """{"type": "record", "name": "Order", "fields": []}""")
        {
            Key = new EventKeyDescriptor("number", type),
            KeyFormat = format,
        };
}
