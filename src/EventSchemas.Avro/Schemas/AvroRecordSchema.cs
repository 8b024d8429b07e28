using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>A record: named fields in an order.</summary>
public sealed class AvroRecordSchema : AvroNamedSchema
{
    private const int FieldsToLookThrough = 8;

    private readonly Dictionary<string, int>? _positions;

    /// <summary>Creates a record.</summary>
    /// <param name="name">The name without a namespace.</param>
    /// <param name="namespace">The namespace, if any.</param>
    /// <param name="fields">The fields; names are distinct.</param>
    /// <exception cref="AvroSchemaException">The name is malformed, or two fields have one name.</exception>
    public AvroRecordSchema(string name, string? @namespace, IReadOnlyList<AvroField> fields)
        : this(name, @namespace, _ => fields)
    {
    }

    /// <summary>Creates a record that may be recursive.</summary>
    /// <param name="name">The name without a namespace.</param>
    /// <param name="namespace">The namespace, if any.</param>
    /// <param name="fields">Returns the fields of the record, which may be used in schemas but has no fields before this returns.</param>
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
        Fields = FrozenList<AvroField>.Of(fields?.Invoke(this) ?? throw new ArgumentNullException(nameof(fields)));
        if (Repetition.IndexOf(Fields, static field => field.Name) is >= 0 and int repeated)
        {
            throw new AvroSchemaException($"The record {FullName} has two fields named {Fields[repeated].Name}");
        }

        _positions = Fields.Count > FieldsToLookThrough ? Positions(Fields) : null;
        int tallest = 0;
        for (int i = 0; i < Fields.Count; i++)
        {
            tallest = Math.Max(tallest, Fields[i].Schema.Height);
        }

        SetHeight(tallest);
    }

    /// <summary>The fields in the order of the wire.</summary>
    public IReadOnlyList<AvroField> Fields { get; }

    /// <summary>Whether it is an error of an Avro protocol.</summary>
    public bool IsError { get; }

    /// <summary>The field with a name, or <see langword="null"/>.</summary>
    /// <param name="name">The name.</param>
    public AvroField? Field(string name) => IndexOf(name) is >= 0 and int index ? Fields[index] : null;

    /// <summary>The position of the field with a name, or −1.</summary>
    /// <param name="name">The name.</param>
    public int IndexOf(string name)
    {
        if (_positions is not null)
        {
            return _positions.TryGetValue(name, out int position) ? position : -1;
        }

        for (int i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static Dictionary<string, int> Positions(IReadOnlyList<AvroField> fields)
    {
        var positions = new Dictionary<string, int>(fields.Count, StringComparer.Ordinal);
        for (int i = 0; i < fields.Count; i++)
        {
            positions.Add(fields[i].Name, i);
        }

        return positions;
    }
}
