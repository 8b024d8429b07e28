using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>A fixed number of bytes.</summary>
public sealed class AvroFixedSchema : AvroNamedSchema
{
    /// <summary>Creates a fixed.</summary>
    /// <param name="name">The name without a namespace.</param>
    /// <param name="namespace">The namespace, if any.</param>
    /// <param name="size">The number of bytes; not negative.</param>
    /// <param name="doc">The documentation, if any.</param>
    /// <param name="aliases">Former full names.</param>
    /// <param name="properties">Custom properties.</param>
    /// <exception cref="AvroSchemaException">The name is malformed, or the size negative.</exception>
    public AvroFixedSchema(
        string name,
        string? @namespace,
        int size,
        string? doc = null,
        IReadOnlyList<string>? aliases = null,
        IReadOnlyList<KeyValuePair<string, AvroJson>>? properties = null)
        : base(AvroSchemaKind.Fixed, name, @namespace, doc, aliases, properties)
    {
        Size = size >= 0 ? size : throw new AvroSchemaException($"The fixed {FullName} has the negative size {size}");
    }

    /// <summary>How many bytes a value has.</summary>
    public int Size { get; }

    /// <summary>A copy with another name, aliases and size.</summary>
    internal AvroFixedSchema With(string name, IReadOnlyList<string> aliases, int size) =>
        new(name, Namespace, size, Doc, aliases, Properties);
}
