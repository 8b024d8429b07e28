namespace EventSchemas.Avro;

/// <summary>The kinds of a JSON value.</summary>
#if EVENTSCHEMAS_AVRO_PUBLIC
public
#endif
enum AvroJsonKind
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,
}
