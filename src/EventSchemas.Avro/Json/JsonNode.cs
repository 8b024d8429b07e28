namespace EventSchemas.Avro;

/// <summary>A value of a JSON text, or a member's name, on a tape.</summary>
/// <param name="Kind">What it is; a name is a string.</param>
/// <param name="Start">Where it begins in the text; a string with its quote.</param>
/// <param name="Length">How long it is in the text.</param>
/// <param name="Next">The position on the tape of what comes behind it and all that it holds.</param>
/// <param name="Content">How many items or members it holds; of a string, the <see cref="SchemaWord"/> that it is.</param>
readonly record struct JsonNode(AvroJsonKind Kind, int Start, int Length, int Next, int Content)
{
    /// <summary>The content of a string that is no word and has escapes.</summary>
    public const int Escaped = -2;

    /// <summary>The word that it is, or <see cref="SchemaWord.None"/>.</summary>
    public SchemaWord Word => Kind == AvroJsonKind.String && Content >= 0 ? (SchemaWord)Content : SchemaWord.None;
}
