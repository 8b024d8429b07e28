using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventSchemas.Benchmarks;

/// <summary>The handwritten codec of the flat payload.</summary>
static class HandMeasurement
{
    [ThreadStatic]
    private static byte[]? _scratch;

    public static byte[] Write(Measurement value)
    {
        byte[] scratch = HandScratch.Of(ref _scratch, Bound(value));
        return scratch.AsSpan(0, Put(value, ref scratch[0])).ToArray();
    }

    public static int Write(Measurement value, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Bound(value), destination.Length);
        return Put(value, ref MemoryMarshal.GetReference(destination));
    }

    public static Measurement Read(ReadOnlySpan<byte> data)
    {
        int position = 0;
        var value = new Measurement(
            HandReader.String(data, ref position),
            HandReader.Long(data, ref position),
            HandReader.Double(data, ref position),
            HandReader.Int(data, ref position),
            HandReader.Boolean(data, ref position),
            HandReader.String(data, ref position));
        return position == data.Length ? value : throw new InvalidDataException("trailing bytes");
    }

    private static int Bound(Measurement value) => 34 + (3 * (value.Sensor.Length + value.Unit.Length));

    private static int Put(Measurement value, ref byte start)
    {
        ref byte at = ref HandWriter.String(ref start, value.Sensor);
        at = ref HandWriter.Long(ref at, value.Sequence);
        at = ref HandWriter.Double(ref at, value.Value);
        at = ref HandWriter.Long(ref at, value.Quality);
        at = ref HandWriter.Byte(ref at, value.IsFinal ? (byte)1 : (byte)0);
        at = ref HandWriter.String(ref at, value.Unit);
        return (int)Unsafe.ByteOffset(ref start, ref at);
    }
}
