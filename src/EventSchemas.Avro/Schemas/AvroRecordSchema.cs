using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>A record: named fields in an order.</summary>
sealed partial class AvroRecordSchema : AvroNamedSchema
{
    private readonly Dictionary<string, AvroField> _byName = new(StringComparer.Ordinal);

    /// <summary>Creates a record.</summary>
    /// <param name="name">The name without a namespace.</param>
    /// <param name="namespace">The namespace, if any.</param>
    /// <param name="fields">The fields; names are distinct.</param>
    /// <exception cref="AvroSchemaException">The name is malformed, or two fields have one name.</exception>
    public AvroRecordSchema(string name, string? @namespace, IReadOnlyList<AvroField> fields)
        : this(name, @namespace, _ => fields)
    {
    }

    /// <summary>Creates a record whose fields may lead back to it.</summary>
    /// <param name="name">The name without a namespace.</param>
    /// <param name="namespace">The namespace, if any.</param>
    /// <param name="fields">Gives the fields, for a record that may be used in schemas but has no fields before this returns.</param>
    /// <param name="doc">The documentation, if any.</param>
    /// <param name="aliases">Former full names.</param>
    /// <param name="properties">Custom properties.</param>
    /// <param name="isError">Whether it is an error of an Avro protocol.</param>
    /// <exception cref="AvroSchemaException">The name is malformed, or two fields have one name.</exception>
    public AvroRecordSchema(
        string name,
        string? @namespace,
        Func<AvroRecordSchema, IReadOnlyList<AvroField>> fields,
        string? doc = null,
        IReadOnlyList<string>? aliases = null,
        IReadOnlyList<KeyValuePair<string, AvroJson>>? properties = null,
        bool isError = false)
        : base(AvroSchemaKind.Record, name, @namespace, doc, aliases, properties)
    {
        IsError = isError;
        Fields = [];
        Fields = fields?.Invoke(this) ?? throw new ArgumentNullException(nameof(fields));
        int tallest = 0;
        foreach (AvroField field in Fields)
        {
            if (_byName.ContainsKey(field.Name))
            {
                throw new AvroSchemaException($"The record {FullName} has two fields named {field.Name}");
            }

            _byName.Add(field.Name, field);
            tallest = Math.Max(tallest, field.Schema.Height);
        }

        SetHeight(tallest);
    }

    /// <summary>The fields in the order of the wire.</summary>
    public IReadOnlyList<AvroField> Fields { get; }

    /// <summary>Whether it is an error of an Avro protocol.</summary>
    public bool IsError { get; }

    /// <summary>The field with a name, or <see langword="null"/>.</summary>
    /// <param name="name">The name.</param>
    public AvroField? Field(string name) => _byName.TryGetValue(name, out AvroField? field) ? field : null;
}
