namespace EventSchemas.Avro;

/// <summary>Bounds on what a text can make the parser do, and how strict it is. Immutable.</summary>
public sealed class AvroParseOptions
{
    /// <summary>The options that <see cref="AvroSchema.Parse(string)"/> uses.</summary>
    public static AvroParseOptions Default { get; } = new();

    /// <summary>JSON values nested in each other; 64 by default, and 256 at most.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>The length of the text in UTF-16 units; 4 Mi by default, and 256 Mi at most.</summary>
    public int MaxLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Whether names and defaults must strictly follow the specification. By default a namespace may contain a hyphen, as some
    /// event types of Open edX do, and a default is kept as it is.
    /// </summary>
    public bool Strict { get; init; }
}
