namespace EventSchemas.Avro;

/// <summary>A value of a JSON text, or a member's name, on a tape.</summary>
/// <param name="kind">Its kind; a name is a string.</param>
/// <param name="start">Where it begins in the text; a string with its quote.</param>
/// <param name="length">How long it is in the text.</param>
/// <param name="next">The position on the tape after the value and its content.</param>
/// <param name="content">The number of its items or members; of a string, its <see cref="SchemaWord"/>.</param>
readonly struct JsonNode(AvroJsonKind kind, int start, int length, int next, int content)
{
    /// <summary>The content of a string that isn't a word and has escapes.</summary>
    public const int Escaped = -2;

    private const int BitsOfKind = 3;

    // The tape takes as much memory as the schema, so the kind shares a number with the position.
    private readonly int _nextAndKind = (next << BitsOfKind) | (int)kind;

    public AvroJsonKind Kind => (AvroJsonKind)(_nextAndKind & ((1 << BitsOfKind) - 1));

    public int Start { get; } = start;

    public int Length { get; } = length;

    public int Next => _nextAndKind >> BitsOfKind;

    public int Content { get; } = content;

    /// <summary>The word that it is, or <see cref="SchemaWord.None"/>.</summary>
    public SchemaWord Word => Kind == AvroJsonKind.String && Content >= 0 ? (SchemaWord)Content : SchemaWord.None;
}
