using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventSchemas.Benchmarks;

/// <summary>The handwritten codec of the large payload.</summary>
static class HandCatalog
{
    [ThreadStatic]
    private static byte[]? _scratch;

    public static byte[] Write(Catalog value)
    {
        byte[] scratch = HandScratch.Of(ref _scratch, Bound(value));
        return scratch.AsSpan(0, Put(value, ref scratch[0])).ToArray();
    }

    public static int Write(Catalog value, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Bound(value), destination.Length);
        return Put(value, ref MemoryMarshal.GetReference(destination));
    }

    public static Catalog Read(ReadOnlySpan<byte> data)
    {
        int position = 0;
        string name = HandReader.String(data, ref position);
        int count = HandReader.Count(data, ref position);
        Entry[] entries = new Entry[Math.Min(count, 1_024)];
        int length = 0;
        while (count > 0)
        {
            for (; count > 0; count--)
            {
                if (length == entries.Length)
                {
                    Array.Resize(ref entries, 2 * length);
                }

                entries[length++] = ReadEntry(data, ref position);
            }

            count = HandReader.Count(data, ref position);
        }

        var counts = new Dictionary<string, long>();
        for (count = HandReader.Count(data, ref position); count > 0; count = HandReader.Count(data, ref position))
        {
            counts.EnsureCapacity(counts.Count + Math.Min(count, 1_024));
            for (; count > 0; count--)
            {
                counts[HandReader.String(data, ref position)] = HandReader.Long(data, ref position);
            }
        }

        Array.Resize(ref entries, length);
        return position == data.Length ? new Catalog(name, entries, counts) : throw new InvalidDataException("trailing bytes");
    }

    private static Entry ReadEntry(ReadOnlySpan<byte> data, ref int position) => new(
        HandReader.String(data, ref position),
        HandReader.String(data, ref position),
        HandReader.Int(data, ref position),
        HandReader.Double(data, ref position),
        HandReader.Boolean(data, ref position),
        ReadOptional(data, ref position) ? HandReader.String(data, ref position) : null,
        ReadOptional(data, ref position) ? HandReader.String(data, ref position) : null);

    private static bool ReadOptional(ReadOnlySpan<byte> data, ref int position) => HandReader.Long(data, ref position) switch
    {
        0 => false,
        1 => true,
        _ => throw new InvalidDataException("not a branch"),
    };

    private static int Bound(Catalog value)
    {
        int bound = 30 + (3 * value.Name.Length);
        foreach (Entry entry in (Entry[])value.Entries)
        {
            bound += 36 + (3 * (entry.Key.Length + entry.Title.Length + (entry.Language?.Length ?? 0) + (entry.Level?.Length ?? 0)));
        }

        foreach (KeyValuePair<string, long> count in (Dictionary<string, long>)value.Counts)
        {
            bound += 15 + (3 * count.Key.Length);
        }

        return bound;
    }

    private static int Put(Catalog value, ref byte start)
    {
        ref byte at = ref HandWriter.String(ref start, value.Name);
        Entry[] entries = (Entry[])value.Entries;
        at = ref HandWriter.Long(ref at, entries.Length);
        foreach (Entry entry in entries)
        {
            at = ref HandWriter.String(ref at, entry.Key);
            at = ref HandWriter.String(ref at, entry.Title);
            at = ref HandWriter.Long(ref at, entry.Seats);
            at = ref HandWriter.Double(ref at, entry.Rating);
            at = ref HandWriter.Byte(ref at, entry.IsOpen ? (byte)1 : (byte)0);
            at = ref PutOptional(ref at, entry.Language);
            at = ref PutOptional(ref at, entry.Level);
        }

        at = ref HandWriter.Byte(ref at, 0);
        var counts = (Dictionary<string, long>)value.Counts;
        at = ref HandWriter.Long(ref at, counts.Count);
        foreach (KeyValuePair<string, long> count in counts)
        {
            at = ref HandWriter.String(ref at, count.Key);
            at = ref HandWriter.Long(ref at, count.Value);
        }

        at = ref HandWriter.Byte(ref at, 0);
        return (int)Unsafe.ByteOffset(ref start, ref at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte PutOptional(ref byte at, string? value)
    {
        if (value is null)
        {
            return ref HandWriter.Byte(ref at, 0);
        }

        at = ref HandWriter.Byte(ref at, 2);
        return ref HandWriter.String(ref at, value);
    }
}
