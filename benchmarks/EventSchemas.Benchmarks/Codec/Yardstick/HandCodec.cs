namespace EventSchemas.Benchmarks;

/// <summary>A handwritten codec of one record.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="Write">Writes a new array.</param>
/// <param name="WriteInto">Writes into existing memory and returns the number of bytes.</param>
/// <param name="Read">Reads a record.</param>
sealed record HandCodec<T>(Func<T, byte[]> Write, Func<T, Span<byte>, int> WriteInto, Func<ReadOnlySpan<byte>, T> Read);

/// <summary>Memory to write to before the length is known: one array per thread.</summary>
static class HandScratch
{
    public static byte[] Of(ref byte[]? scratch, int length)
    {
        if (scratch is null || scratch.Length < length)
        {
            scratch = new byte[Math.Max(4_096, length)];
        }

        return scratch;
    }
}
