using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>
/// Any bytes are either an event of every type or the one exception, read directly and with a plan, and need no more memory than their
/// length allows.
/// </summary>
public sealed class ReaderFuzzTests
{
    private const int Count = 20_000;
    private const int Seed = 20261124;
    private const int GoodInputs = 12;
    private const int CutInputs = 4;

    // One byte can be an item of a list, and an item can be an object with members.
    private const int MemoryPerByte = 256;
    private const int MemoryAtAll = 256 * 1024;

    private static readonly byte[][] Tokens =
    [
        [0], [1], [2], [3], [0x7F], [0x80], [0xFF],
        [0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
        [0xFE, 0xFF, 0xFF, 0xFF, 0x0F],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
        [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
        [0x80, 0x01], [0xD0, 0x0F], [0x02, 0xC3], [0x04, 0xED, 0xA0], [0x02, 0x02, 0x02, 0x02, 0x02, 0x02],
    ];

    [Theory]
    [InlineData("OpenEdxEvent")]
    [InlineData("AvroEvent")]
    public void Any_bytes_are_an_event_or_the_one_exception_within_bounded_memory(string attribute)
    {
        LoadedEvent @event = attribute == "AvroEvent" ? EveryType.EventOfAvro : EveryType.Event;
        byte[] sample = @event.Serialize(EveryType.Sample(attribute == "AvroEvent" ? EveryType.AssemblyOfAvro : EveryType.Assembly));
        AvroSchema elsewhere = EveryType.Foreign(@event);
        Assert.Equal(sample, @event.Serialize(@event.Deserialize(sample, elsewhere)));
        var mutator = new Mutator(
            [.. Enumerable.Repeat(sample, GoodInputs), .. Enumerable.Range(1, CutInputs).Select(
                i => sample[..(sample.Length * i / (CutInputs + 1))])],
            Tokens,
            Seed);
        int events = 0;
        for (int i = Scale.FirstInput; i < Count * Scale.Factor; i++)
        {
            byte[] input = mutator.Make(i);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                events += Read(@event, input, i % 2 == 0 ? null : elsewhere) ? 1 : 0;
            }
            catch (Exception e)
            {
                Assert.Fail(
                    string.Create(CultureInfo.InvariantCulture, $"Input {i} of seed {Seed}, {Convert.ToBase64String(input)}: {e}"));
            }

            long memory = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(
                memory <= MemoryAtAll + ((long)MemoryPerByte * input.Length),
                $"Input {i} of {input.Length} bytes cost {memory} bytes of memory.");
        }

        Assert.InRange(events, Scale.FirstInput > 0 ? 0 : Count / 20, Count * Scale.Factor);
    }

    private static bool Read(LoadedEvent @event, byte[] input, AvroSchema? writer)
    {
        try
        {
            @event.Deserialize(input, writer);
            return true;
        }
        catch (EventDataException e)
        {
            Assert.InRange(e.Offset, 0, input.Length);
            return false;
        }
    }
}
