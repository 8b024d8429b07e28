using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>A schema of one of Avro's eight primitive types.</summary>
public sealed class AvroPrimitiveSchema : AvroSchema
{
    private static readonly string[] Names = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];

    /// <summary>Creates a schema with properties, for example a logical type; without any, use the static ones.</summary>
    /// <param name="kind">One of the primitive kinds.</param>
    /// <param name="properties">Properties other than its type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not primitive.</exception>
    public AvroPrimitiveSchema(AvroSchemaKind kind, IReadOnlyList<KeyValuePair<string, AvroJson>>? properties = null)
        : base(kind, properties)
    {
        if (kind is < AvroSchemaKind.Null or > AvroSchemaKind.String)
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a primitive type of Avro.");
        }
    }

    /// <summary>The schema <c>null</c>.</summary>
    public static AvroPrimitiveSchema Null { get; } = new(AvroSchemaKind.Null);

    /// <summary>The schema <c>boolean</c>.</summary>
    public static AvroPrimitiveSchema Boolean { get; } = new(AvroSchemaKind.Boolean);

    /// <summary>The schema <c>int</c>.</summary>
    public static AvroPrimitiveSchema Int { get; } = new(AvroSchemaKind.Int);

    /// <summary>The schema <c>long</c>.</summary>
    public static AvroPrimitiveSchema Long { get; } = new(AvroSchemaKind.Long);

    /// <summary>The schema <c>float</c>.</summary>
    public static AvroPrimitiveSchema Float { get; } = new(AvroSchemaKind.Float);

    /// <summary>The schema <c>double</c>.</summary>
    public static AvroPrimitiveSchema Double { get; } = new(AvroSchemaKind.Double);

    /// <summary>The schema <c>bytes</c>.</summary>
    public static AvroPrimitiveSchema Bytes { get; } = new(AvroSchemaKind.Bytes);

    /// <summary>The schema <c>string</c>.</summary>
    public static AvroPrimitiveSchema String { get; } = new(AvroSchemaKind.String);

    /// <summary>The type's name in JSON.</summary>
    public string Name => Names[(int)Kind];

    /// <summary>The schema of a primitive type's name, or null if there is no such type.</summary>
    internal static AvroPrimitiveSchema? Named(string name) => Of(SchemaWords.IndexOf(name));

    /// <summary>The schema of a word, or null where it names no primitive type.</summary>
    internal static AvroPrimitiveSchema? Of(SchemaWord word) => word switch
    {
        SchemaWord.Null => Null,
        SchemaWord.Boolean => Boolean,
        SchemaWord.Int => Int,
        SchemaWord.Long => Long,
        SchemaWord.Float => Float,
        SchemaWord.Double => Double,
        SchemaWord.Bytes => Bytes,
        SchemaWord.String => String,
        _ => null,
    };
}
