using EventSchemas.Avro;

namespace EventSchemas.Tests.Codec;

public sealed class AvroLimitsTests
{
    private static readonly AvroSchema Schema = SchemaOf<Tree>();

    [Fact]
    public void Deeper_data_is_read_if_the_limit_allows_it()
    {
        byte[] deep = [2, (byte)'x', .. Enumerable.Repeat((byte)2, 200), .. Enumerable.Repeat((byte)0, 201)];

        Assert.Contains(
            "64 deep", Assert.Throws<EventDataException>(() => AvroCodec.Deserialize<Tree>(deep)).Message, StringComparison.Ordinal);
        Assert.NotNull(AvroCodec.Deserialize<Tree>(deep, Schema, new AvroLimits { MaxDepth = 1_000 }));
    }

    [Fact]
    public void A_text_longer_than_the_limit_throws()
    {
        byte[] data = AvroCodec.Serialize(new Tree(new string('x', 1_000), []));

        Assert.Equal(1_000, AvroCodec.Deserialize<Tree>(data, Schema, new AvroLimits { MaxLength = 1_000 }).Label.Length);
        EventDataException e = Assert.Throws<EventDataException>(
            () => AvroCodec.Deserialize<Tree>(data, Schema, new AvroLimits { MaxLength = 999 }));
        Assert.Contains("The length of a string is 1000, and 999 bytes are the most", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_items_than_the_limit_throw_at_any_depth()
    {
        byte[] data = AvroCodec.Serialize(new Tree("x", [new Branch([new Branch([]), new Branch([])]), new Branch([])]));

        Assert.NotNull(AvroCodec.Deserialize<Tree>(data, Schema, new AvroLimits { MaxItems = 4 }));
        Assert.Contains(
            "3 items in lists and maps are the most",
            Assert.Throws<EventDataException>(() => AvroCodec.Deserialize<Tree>(data, Schema, new AvroLimits { MaxItems = 3 })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_limits_throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AvroLimits { MaxDepth = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AvroLimits { MaxDepth = 1_001 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AvroLimits { MaxLength = 63 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AvroLimits { MaxItems = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AvroLimits { MaxEmptyItems = -1 });
    }

    private static AvroSchema SchemaOf<T>()
        where T : class, IEventContract<T> => T.Schema;
}
