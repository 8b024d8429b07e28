using Avro.Generic;
using Avro.IO;

namespace EventSchemas.Tests.Codec;

public sealed class AvroCodecTests
{
    [Fact]
    public void An_event_round_trips()
    {
        byte[] data = AvroCodec.Serialize(Order.Sample);

        Order read = AvroCodec.Deserialize<Order>(data);

        Assert.Equal(data, AvroCodec.Serialize(read));
        Assert.Equal(
            (Order.Sample.Number, Order.Sample.PlacedAt, Order.Sample.Id, Order.Sample.Extra),
            (read.Number, read.PlacedAt, read.Id, read.Extra));
        Assert.Equal(Order.Sample.Customer.Tags, read.Customer.Tags);
        Assert.Equal(Order.Sample.Points, read.Points);
    }

    [Fact]
    public void Apache_Avro_reads_the_same_values_and_writes_the_same_bytes()
    {
        var schema = (global::Avro.RecordSchema)global::Avro.Schema.Parse(Schema<Order>().ToJson());
        byte[] data = AvroCodec.Serialize(Order.Sample);
        using var input = new MemoryStream(data);
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema, schema).Read(null!, new BinaryDecoder(input));

        Assert.Equal(data.Length, input.Position);
        Assert.Equal(Order.Sample.Number, record["number"]);
        Assert.Equal(Order.Sample.Total, record["total"]);
        Assert.Equal("2024-01-02T03:04:05+00:00", record["placed_at"]);
        Assert.Equal("00112233-4455-6677-8899-aabbccddeeff", record["id"]);
        Assert.Equal("Zoë", ((GenericRecord)record["customer"])["name"]);
        using var output = new MemoryStream();
        new GenericDatumWriter<GenericRecord>(schema).Write(record, new BinaryEncoder(output));
        Assert.Equal(data, output.ToArray());
    }

    [Fact]
    public void A_destination_of_the_exact_length_is_enough_and_one_byte_less_throws()
    {
        byte[] data = AvroCodec.Serialize(Order.Sample);
        byte[] exact = new byte[data.Length];

        Assert.Equal(data.Length, AvroCodec.Serialize(Order.Sample, exact));
        Assert.Equal(data, exact);
        Assert.Throws<ArgumentException>(() => AvroCodec.Serialize(Order.Sample, exact.AsSpan(1)));
    }

    [Fact]
    public void Writing_into_the_callers_memory_allocates_nothing()
    {
        byte[] buffer = new byte[1024];
        Order value = Order.Sample with { Lines = new List<Line>(Order.Sample.Lines), Points = new Dictionary<string, long>() };
        AvroCodec.Serialize(value, buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
        {
            AvroCodec.Serialize(value, buffer);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Reading_allocates_only_the_objects()
    {
        byte[] data = AvroCodec.Serialize(new Resolution.Shelf("A shelf", 2, "a note", "floor"));
        AvroCodec.Deserialize<Resolution.Shelf>(data);
        Copy();

        long byHand = Allocated(() => Copy());
        long read = Allocated(() => AvroCodec.Deserialize<Resolution.Shelf>(data));

        Assert.Equal(byHand, read);

        static Resolution.Shelf Copy() => new(new string('x', 7), 2, new string('x', 6), new string('x', 5));
    }

    [Fact]
    public void Every_truncation_throws_an_EventDataException_with_the_position()
    {
        byte[] data = AvroCodec.Serialize(Order.Sample);
        for (int length = 0; length < data.Length; length++)
        {
            EventDataException e = Assert.Throws<EventDataException>(() => AvroCodec.Deserialize<Order>(data.AsSpan(0, length)));
            Assert.InRange(e.Offset, 0, length);
            Assert.NotNull(e.Path);
        }
    }

    [Fact]
    public void Random_and_mutated_bytes_give_a_value_or_an_EventDataException()
    {
        var random = new Random(7);
        byte[] data = AvroCodec.Serialize(Order.Sample);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] bytes = i % 2 == 0 ? [.. data] : new byte[random.Next(64)];
            if (i % 2 == 0)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            else
            {
                random.NextBytes(bytes);
            }

            try
            {
                AvroCodec.Serialize(AvroCodec.Deserialize<Order>(bytes));
            }
            catch (EventDataException)
            {
                // The documented exception.
            }
        }
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFFF7F", "longer than 64 bits", "number", 0)]
    [InlineData("01", "The length of a string is -1", "number", 0)]
    [InlineData("FEFFFFFF0F", "The length of a string is 2147483647, and 0 bytes are left", "number", 0)]
    [InlineData("02FF", "A string is not valid UTF-8", "number", 0)]
    [InlineData("0241FEFFFFFF1F", "does not fit an int", "count", 2)]
    public void Malformed_values_throw_with_reason_member_and_offset(string hex, string reason, string path, int offset)
    {
        EventDataException e = Assert.Throws<EventDataException>(() => AvroCodec.Deserialize<Order>(Convert.FromHexString(hex)));

        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Equal((path, offset), (e.Path, e.Offset));
    }

    [Fact]
    public void A_list_that_claims_more_items_than_there_are_bytes_allocates_nothing_for_them()
    {
        byte[] data = [2, (byte)'x', .. Varint(int.MaxValue)];
        long before = GC.GetAllocatedBytesForCurrentThread();

        EventDataException e = Assert.Throws<EventDataException>(() => AvroCodec.Deserialize<Tree>(data));

        Assert.Equal("branches", e.Path);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 * 1024);
    }

    [Fact]
    public void Endlessly_nested_records_throw_before_the_stack_overflows()
    {
        byte[] deep = [2, (byte)'x', .. Enumerable.Repeat((byte)2, 100_000)];
        Assert.Contains(
            "deep", Assert.Throws<EventDataException>(() => AvroCodec.Deserialize<Tree>(deep)).Message, StringComparison.Ordinal);

        var branch = new Branch([]);
        for (int i = 0; i < 10_000; i++)
        {
            branch = new Branch([branch]);
        }

        Assert.Throws<EventDataException>(() => AvroCodec.Serialize(new Tree("x", [branch])));
    }

    [Fact]
    public void Trailing_bytes_throw_except_in_DeserializePrefix()
    {
        byte[] data = [.. AvroCodec.Serialize(Order.Sample), 0];

        Assert.Contains(
            "1 more bytes follow",
            Assert.Throws<EventDataException>(() => AvroCodec.Deserialize<Order>(data)).Message,
            StringComparison.Ordinal);
        AvroCodec.DeserializePrefix<Order>(data, ResolutionPlan.Create<Order>(Schema<Order>()), out int length);
        Assert.Equal(data.Length - 1, length);
    }

    [Fact]
    public void A_null_in_a_required_member_throws_with_its_name()
    {
        Order order = Order.Sample with { Customer = new Customer(null!, []) };

        Assert.StartsWith(
            "Customer.Name is null",
            Assert.Throws<EventDataException>(() => AvroCodec.Serialize(order)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Text_with_a_lone_surrogate_throws()
    {
        foreach (string text in new[] { "\ud800", "a\udc00b", new string('x', 500) + "\ud800" })
        {
            Assert.Throws<EventDataException>(() => AvroCodec.Serialize(Order.Sample with { Number = text }));
        }
    }

    [Fact]
    public void Text_of_every_length_and_script_round_trips()
    {
        foreach (char c in "aé☃")
        {
            for (int length = 0; length < 300; length++)
            {
                string text = new string('a', length / 2) + new string(c, length - (length / 2));
                Assert.Equal(text, AvroCodec.Deserialize<Order>(AvroCodec.Serialize(Order.Sample with { Number = text })).Number);
            }
        }
    }

    [Theory]
    [InlineData("2024-01-02T03:04:05Z", "2024-01-02T03:04:05.0000000+00:00")]
    [InlineData("2024-01-02T03:04:05.12+02:00", "2024-01-02T03:04:05.1200000+02:00")]
    [InlineData("2024-01-02 03:04", "2024-01-02T03:04:00.0000000+00:00")]
    [InlineData("2024-01-02T03:04:05.123456789-05:30", "2024-01-02T03:04:05.1234567-05:30")]
    public void Date_times_are_read_in_every_form_that_Python_writes(string text, string expected)
    {
        Assert.True(IsoDateTime.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out DateTimeOffset value));
        Assert.Equal(expected, value.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2024-13-02T03:04:05Z")]
    [InlineData("2024-01-02")]
    [InlineData("2024-01-02T03:04:05+")]
    [InlineData("2024-01-02T03:04:05Z ")]
    [InlineData("0001-01-01T00:00:00+05:00")]
    public void Invalid_date_times_are_rejected(string text) =>
        Assert.False(IsoDateTime.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out _));

    [Theory]
    [InlineData("00112233-4455-6677-8899-AABBCCDDEEFF")]
    [InlineData("{00112233-4455-6677-8899-aabbccddeeff}")]
    [InlineData("urn:uuid:00112233-4455-6677-8899-aabbccddeeff")]
    [InlineData("00112233445566778899aabbccddeeff")]
    public void UUIDs_are_read_in_every_form_that_Python_accepts(string text)
    {
        Assert.True(UuidText.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out Guid value));
        Assert.Equal(new Guid("00112233-4455-6677-8899-aabbccddeeff"), value);
    }

    private static Avro.AvroSchema Schema<T>()
        where T : class, IEventContract<T> => T.Schema;

    private static long Allocated(Func<object> action)
    {
        object? last = null;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            last = action();
        }

        GC.KeepAlive(last);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Varint(long value)
    {
        AvroWriter writer = AvroWriter.Rent();
        writer.WriteLong(value);
        return writer.ToArray();
    }
}
