namespace EventSchemas.Avro;

/// <summary>One reason why a reader can't read what a writer writes.</summary>
/// <param name="Kind">The kind of reason.</param>
/// <param name="Location">
/// Where, as a JSON pointer into the reader's schema; the position of a branch of the writer's union may follow it. The root is
/// <c>/</c>.
/// </param>
/// <param name="Message">What differs, in the words of Apache Avro.</param>
public sealed record AvroIncompatibility(AvroIncompatibilityKind Kind, string Location, string Message);

/// <summary>Why a reader can't read a writer.</summary>
public enum AvroIncompatibilityKind
{
    /// <summary>Two records, enums or fixed have different names, and none of the reader's aliases matches the writer's name.</summary>
    NameMismatch,

    /// <summary>Two fixed have different sizes.</summary>
    FixedSizeMismatch,

    /// <summary>The writer's enum has symbols that the reader's lacks, and the reader's has no default symbol.</summary>
    MissingEnumSymbols,

    /// <summary>The reader's record has a field that the writer's lacks, and the field has no default.</summary>
    ReaderFieldMissingDefaultValue,

    /// <summary>The two are of kinds that don't go into each other.</summary>
    TypeMismatch,

    /// <summary>The reader's union has no branch that reads what the writer writes.</summary>
    MissingUnionBranch,

    /// <summary>
    /// A reader's field matches several of the writer's fields by its name and aliases. Apache Avro throws an exception here.
    /// </summary>
    AmbiguousAlias,
}
