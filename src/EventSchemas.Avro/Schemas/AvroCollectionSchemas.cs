using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>A list.</summary>
public sealed class AvroArraySchema : AvroSchema
{
    /// <summary>Creates a list.</summary>
    /// <param name="items">The schema of its items.</param>
    /// <param name="properties">Custom properties.</param>
    public AvroArraySchema(AvroSchema items, IReadOnlyList<KeyValuePair<string, AvroJson>>? properties = null)
        : base(AvroSchemaKind.Array, properties)
    {
        Items = items ?? throw new ArgumentNullException(nameof(items));
        SetHeight(items.Height);
    }

    /// <summary>The schema of its items.</summary>
    public AvroSchema Items { get; }
}

/// <summary>Values by text keys.</summary>
public sealed class AvroMapSchema : AvroSchema
{
    /// <summary>Creates a map.</summary>
    /// <param name="values">The schema of its values.</param>
    /// <param name="properties">Custom properties.</param>
    public AvroMapSchema(AvroSchema values, IReadOnlyList<KeyValuePair<string, AvroJson>>? properties = null)
        : base(AvroSchemaKind.Map, properties)
    {
        Values = values ?? throw new ArgumentNullException(nameof(values));
        SetHeight(values.Height);
    }

    /// <summary>The schema of its values.</summary>
    public AvroSchema Values { get; }
}
