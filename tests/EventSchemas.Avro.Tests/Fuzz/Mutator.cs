using System.Text;

namespace EventSchemas.Avro.Tests;

/// <summary>Makes hostile inputs of good ones. The same seed makes the same inputs.</summary>
sealed class Mutator(byte[][] corpus, int seed)
{
    private const int MostMutations = 6;
    private const int MostLength = 20_000;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\"type\"", "\"name\"", "\"record\"", "\"fields\"", "\"enum\"", "\"symbols\"", "\"fixed\"",
            "\"size\"", "\"array\"", "\"items\"", "\"map\"", "\"values\"", "\"default\"", "\"aliases\"", "\"namespace\"", "\"logicalType\"", "\"decimal\"", "\"precision\"",
            "\"error\"", "\"null\"", "\"int\"", "null", "true", "-1", "1e999", "2147483648", "-0", "0.1e-5", "\uFEFF", "\u2028", "\"\"", "\".\"", "{\"type\": ", "[[[[[[[[", "\n", "\r", "\t",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x00],
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        List<byte> input = [.. Pick(corpus)];
        for (int mutations = _random.Next(MostMutations + 1); mutations > 0; mutations--)
        {
            Mutate(input);
        }

        return [.. input.Take(MostLength)];
    }

    private void Mutate(List<byte> input)
    {
        int at = _random.Next(input.Count + 1);
        int length = Math.Min(_random.Next(1, 40), input.Count - at);
        switch (_random.Next(7))
        {
            case 0 when at < input.Count:
                input[at] = (byte)_random.Next(256);
                break;
            case 1:
                input.RemoveRange(at, length);
                break;
            case 2:
                input.InsertRange(_random.Next(input.Count + 1), input.GetRange(at, length));
                break;
            case 3:
                byte[] other = Pick(corpus);
                int from = _random.Next(other.Length);
                input.InsertRange(at, other.Skip(from).Take(_random.Next(200)));
                break;
            case 4 when at < input.Count:
                input[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 5:
                input.RemoveRange(at, input.Count - at);
                break;
            default:
                input.InsertRange(at, Pick(Tokens));
                break;
        }
    }

    private byte[] Pick(byte[][] from) => from[_random.Next(from.Length)];
}
