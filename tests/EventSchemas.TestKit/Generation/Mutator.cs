namespace EventSchemas.TestKit;

/// <summary>
/// Mutates valid inputs into invalid ones. The same seed gives the same inputs, and each input depends only on its index, so that a run
/// can continue where another one ended.
/// </summary>
/// <param name="corpus">The valid inputs.</param>
/// <param name="tokens">Pieces to insert.</param>
/// <param name="seed">The seed.</param>
public sealed class Mutator(byte[][] corpus, byte[][] tokens, int seed)
{
    private const int MaxMutations = 6;
    private const int MaxLength = 20_000;

    /// <summary>One of the inputs.</summary>
    /// <param name="index">The index of the input.</param>
    public byte[] Make(int index)
    {
        var random = new Random(unchecked((seed * 397) ^ index));
        List<byte> input = [.. Pick(random, corpus)];
        for (int mutations = random.Next(MaxMutations + 1); mutations > 0; mutations--)
        {
            Mutate(random, input);
        }

        return [.. input.Take(MaxLength)];
    }

    private void Mutate(Random random, List<byte> input)
    {
        int at = random.Next(input.Count + 1);
        int length = Math.Min(random.Next(1, 40), input.Count - at);
        switch (random.Next(7))
        {
            case 0 when at < input.Count:
                input[at] = (byte)random.Next(256);
                break;
            case 1:
                input.RemoveRange(at, length);
                break;
            case 2:
                input.InsertRange(random.Next(input.Count + 1), input.GetRange(at, length));
                break;
            case 3:
                byte[] other = Pick(random, corpus);
                int from = random.Next(other.Length);
                input.InsertRange(at, other.Skip(from).Take(random.Next(200)));
                break;
            case 4 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 5:
                input.RemoveRange(at, input.Count - at);
                break;
            default:
                input.InsertRange(at, Pick(random, tokens));
                break;
        }
    }

    private static byte[] Pick(Random random, byte[][] from) => from[random.Next(from.Length)];
}
