using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Bytes are not the event that they are read as, or an event holds a value that its schema can't represent. The only
/// exception that the codec throws for data.
/// </summary>
public sealed class EventDataException : Exception
{
    private const int NoOffset = -1;

    /// <summary>Creates the exception for a value; the codec adds its place.</summary>
    /// <param name="problem">What is wrong.</param>
    public EventDataException(string problem)
        : this(problem, NoOffset)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="offset">Where, in bytes from the start of the data.</param>
    /// <param name="path">The way to the member, as dotted schema field names, where it is known.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public EventDataException(string problem, int offset, string? path = null, Exception? innerException = null)
        : base(Describe(problem, offset, path), innerException)
    {
        Problem = problem;
        Offset = offset;
        Path = path;
    }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }

    /// <summary>Where the data stops making sense, in bytes from its start; −1 where it isn't known.</summary>
    public int Offset { get; }

    /// <summary>The member that was being read, as dotted schema field names, or <see langword="null"/> where it isn't known.</summary>
    public string? Path { get; }

    /// <summary>
    /// The writer's schema of the value at the offset, if a reader rejects the value as a whole; it may have no bytes.
    /// </summary>
    internal AvroSchema? RefusedSchema { get; init; }

    private static string Describe(string problem, int offset, string? path) => (offset, path) switch
    {
        (NoOffset, _) => problem,
        (_, null) => $"{problem} (at byte {offset})",
        _ => $"{problem} (at byte {offset}, in {path})",
    };
}
