using System.Linq;

namespace EventSchemas.Avro;

/// <summary>The words that schemas are made of, so that reading one doesn't allocate them anew.</summary>
static class SchemaWords
{
    private const int Buckets = 64;

    private static readonly string[][] ByHash = Group(
        "type", "name", "namespace", "fields", "items", "values", "symbols", "size", "doc", "default", "aliases", "order", "logicalType", "precision", "scale",
        "record", "error", "enum", "fixed", "array", "map", "null", "boolean", "int", "long", "float", "double", "bytes", "string");

    /// <summary>The word that stands in a text, or null where it is none of them.</summary>
    public static string? Find(string text, int start, int length)
    {
        if (length < 2)
        {
            return null;
        }

        foreach (string word in ByHash[Hash(text[start], text[start + 1], length)])
        {
            if (word.Length == length && IsAt(text, start, word))
            {
                return word;
            }
        }

        return null;
    }

    private static int Hash(char first, char second, int length) => ((first * 7) + (second * 3) + length) % Buckets;

    private static bool IsAt(string text, int start, string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (text[start + i] != word[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string[][] Group(params string[] words) =>
        [.. Enumerable.Range(0, Buckets).Select(hash => words.Where(word => Hash(word[0], word[1], word.Length) == hash).ToArray())];
}
