namespace EventSchemas.Avro;

/// <summary>One reason why a reader can't read what a writer writes.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="Location">
/// Where, as a JSON pointer into the reader's schema; behind it may stand the position of a branch of the writer's union. The root is <c>/</c>.
/// </param>
/// <param name="Message">What differs, in the words of Apache Avro.</param>
public sealed record AvroIncompatibility(AvroIncompatibilityKind Kind, string Location, string Message);
