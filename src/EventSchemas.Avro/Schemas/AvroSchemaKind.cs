namespace EventSchemas.Avro;

/// <summary>The kinds of schema that Avro has. Those up to <see cref="String"/> are primitive.</summary>
public enum AvroSchemaKind
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A 32-bit signed integer.</summary>
    Int,

    /// <summary>A 64-bit signed integer.</summary>
    Long,

    /// <summary>A 32-bit floating-point number.</summary>
    Float,

    /// <summary>A 64-bit floating-point number.</summary>
    Double,

    /// <summary>A sequence of bytes.</summary>
    Bytes,

    /// <summary>Unicode text.</summary>
    String,

    /// <summary>Named fields.</summary>
    Record,

    /// <summary>One of a list of symbols.</summary>
    Enum,

    /// <summary>A list.</summary>
    Array,

    /// <summary>Values by text keys.</summary>
    Map,

    /// <summary>One of several schemas.</summary>
    Union,

    /// <summary>A fixed number of bytes.</summary>
    Fixed,
}
