namespace EventSchemas.Avro;

/// <summary>What a rule found between a schema and a version before it. Immutable.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="VersionIndex">The position of that version in the history, from 0.</param>
/// <param name="Direction">Who fails to read whose data; <see langword="null"/> where everybody reads, and the meaning has changed.</param>
/// <param name="Difference">What was changed, and where.</param>
public sealed record AvroRuleFinding(AvroRule Rule, int VersionIndex, AvroReadDirection? Direction, AvroDifference Difference)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule}: {Difference} (version {VersionIndex}{(Direction is null ? "" : $", {Direction}")})";
}
