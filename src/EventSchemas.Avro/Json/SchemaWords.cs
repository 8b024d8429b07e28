using System.Linq;

namespace EventSchemas.Avro;

/// <summary>Finds the words that schemas are made of without making strings of them.</summary>
static class SchemaWords
{
    private const int Buckets = 128;

    // In the order of the words.
    private static readonly string[] Texts =
    [
        "type", "name", "namespace", "fields", "items", "values", "symbols", "size", "doc", "default", "aliases", "order",
        "record", "error", "enum", "fixed", "array", "map",
        "null", "boolean", "int", "long", "float", "double", "bytes", "string", "logicalType", "precision", "scale", "true", "false",
    ];

    private static readonly int[][] ByHash =
        [.. Enumerable.Range(0, Buckets).Select(WordsOfHash)];

    /// <summary>The word that a part of a text is, or <see cref="SchemaWord.None"/>.</summary>
    public static SchemaWord IndexOf(string text, int start, int length)
    {
        if (length >= 3)
        {
            foreach (int word in ByHash[Hash(text, start, length)])
            {
                if (IsAt(text, start, length, Texts[word]))
                {
                    return (SchemaWord)word;
                }
            }
        }

        return SchemaWord.None;
    }

    /// <summary>The word's text.</summary>
    public static string TextOf(SchemaWord word) => Texts[(int)word];

    /// <summary>The word that a text is, or <see cref="SchemaWord.None"/>.</summary>
    public static SchemaWord IndexOf(string text) => IndexOf(text, 0, text.Length);

    /// <summary>The word that a part of a text is, or null.</summary>
    public static string? Find(string text, int start, int length) =>
        IndexOf(text, start, length) is >= 0 and SchemaWord word ? TextOf(word) : null;

    private static int[] WordsOfHash(int hash) =>
        [.. Enumerable.Range(0, Texts.Length).Where(word => Hash(Texts[word], 0, Texts[word].Length) == hash)];

    private static int Hash(string text, int start, int length) =>
        ((text[start] * 5) + (text[start + 1] * 11) + (text[start + 2] * 3) + length) % Buckets;

    private static bool IsAt(string text, int start, int length, string word)
    {
        if (length != word.Length)
        {
            return false;
        }

        for (int i = 0; i < word.Length; i++)
        {
            if (text[start + i] != word[i])
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>The words that schemas are made of: first those that can be members of their objects, then the rest.</summary>
enum SchemaWord
{
    None = -1,
    Type,
    Name,
    Namespace,
    Fields,
    Items,
    Values,
    Symbols,
    Size,
    Doc,
    Default,
    Aliases,
    Order,
    Record,
    Error,
    Enum,
    Fixed,
    Array,
    Map,
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    String,
    LogicalType,
    Precision,
    Scale,
    True,
    False,
}
