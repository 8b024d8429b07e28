using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>A field of a record. Immutable.</summary>
public sealed class AvroField
{
    /// <summary>Creates a field.</summary>
    /// <param name="name">The name.</param>
    /// <param name="schema">The schema of its values.</param>
    /// <param name="defaultValue">The default, if any; a default of null is <see cref="AvroJson.Null"/>.</param>
    /// <param name="doc">The documentation, if any.</param>
    /// <param name="aliases">Former names.</param>
    /// <param name="order">The sort order: <c>ascending</c>, <c>descending</c> or <c>ignore</c>, if any.</param>
    /// <param name="properties">Custom properties.</param>
    /// <exception cref="AvroSchemaException">The name is malformed.</exception>
    public AvroField(
        string name,
        AvroSchema schema,
        AvroJson? defaultValue = null,
        string? doc = null,
        IReadOnlyList<string>? aliases = null,
        string? order = null,
        IReadOnlyList<KeyValuePair<string, AvroJson>>? properties = null)
    {
        Name = AvroName.IsSimple(name) ? name : throw new AvroSchemaException(AvroName.Explain(name));
        Schema = schema ?? throw new ArgumentNullException(nameof(schema));
        Default = defaultValue;
        Doc = doc;
        Aliases = FrozenList<string>.Of(aliases);
        Order = order;
        Properties = FrozenList<KeyValuePair<string, AvroJson>>.Of(properties);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The schema of its values.</summary>
    public AvroSchema Schema { get; }

    /// <summary>The value that a reader uses if the writer has no such field; <see langword="null"/> if there is no default.</summary>
    public AvroJson? Default { get; }

    /// <summary>The documentation, or <see langword="null"/>.</summary>
    public string? Doc { get; }

    /// <summary>The names under which it was known before.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>How it counts in sorting, or <see langword="null"/> where the schema doesn't say.</summary>
    public string? Order { get; }

    /// <summary>Custom properties in the order of the text.</summary>
    public IReadOnlyList<KeyValuePair<string, AvroJson>> Properties { get; }

    /// <summary>A copy with another name, type, default and aliases.</summary>
    internal AvroField With(string name, AvroSchema schema, AvroJson? defaultValue, IReadOnlyList<string> aliases) =>
        new(name, schema, defaultValue, Doc, aliases, Order, Properties);
}
