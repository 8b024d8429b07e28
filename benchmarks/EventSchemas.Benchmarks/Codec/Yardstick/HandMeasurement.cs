using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventSchemas.Benchmarks;

/// <summary>The flat payload by hand.</summary>
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
            HandTake.String(data, ref position),
            HandTake.Long(data, ref position),
            HandTake.Double(data, ref position),
            HandTake.Int(data, ref position),
            HandTake.Boolean(data, ref position),
            HandTake.String(data, ref position));
        return position == data.Length ? value : throw new InvalidDataException("trailing bytes");
    }

    private static int Bound(Measurement value) => 34 + (3 * (value.Sensor.Length + value.Unit.Length));

    private static int Put(Measurement value, ref byte start)
    {
        ref byte at = ref HandPut.String(ref start, value.Sensor);
        at = ref HandPut.Long(ref at, value.Sequence);
        at = ref HandPut.Double(ref at, value.Value);
        at = ref HandPut.Long(ref at, value.Quality);
        at = ref HandPut.Byte(ref at, value.IsFinal ? (byte)1 : (byte)0);
        at = ref HandPut.String(ref at, value.Unit);
        return (int)Unsafe.ByteOffset(ref start, ref at);
    }
}
