using CsCheck;

namespace EventSchemas.TestKit;

/// <summary>Checks properties over generated values. The values are the same in every run; CsCheck shrinks a failing one.</summary>
public static class Property
{
    private const uint Stream = 7;
    private const ulong Seed = 20261124;
    private const int ShrinkIterations = 20_000;

    public static void ForAll<T>(Gen<T> gen, int count, Action<T> assert)
    {
        var random = new PCG(Stream, Seed);
        for (int i = 0; i < count * Scale.Factor; i++)
        {
            string seed = random.ToString();
            T value = gen.Generate(random, null!, out _);
            try
            {
                assert(value);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                gen.Sample(assert, seed: seed, iter: ShrinkIterations, threads: 1);
                throw;
            }
        }
    }
}
