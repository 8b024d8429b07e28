namespace EventSchemas.Benchmarks;

/// <summary>Memory to write into before the length is known: one array a thread.</summary>
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
