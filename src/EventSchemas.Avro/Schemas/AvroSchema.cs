using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>
/// An Avro schema (Avro 1.12 specification). Immutable and safe to share between threads; equal by value, including docs,
/// defaults, aliases and custom properties.
/// </summary>
public abstract class AvroSchema : IEquatable<AvroSchema>
{
    private const int MaxHeight = 256;

    private protected AvroSchema(AvroSchemaKind kind, IReadOnlyList<KeyValuePair<string, AvroJson>>? properties)
    {
        Kind = kind;
        Properties = FrozenList<KeyValuePair<string, AvroJson>>.Of(properties);
    }

    /// <summary>What kind of schema it is.</summary>
    public AvroSchemaKind Kind { get; }

    /// <summary>
    /// The properties beyond the specification's own attributes, in the order of its text, including a logical type.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, AvroJson>> Properties { get; }

    /// <summary>
    /// The logical type, if the schema has one that the specification defines and that applies to it; otherwise <see langword="null"/>,
    /// and the name is an ordinary property.
    /// </summary>
    public AvroLogicalType? LogicalType => Properties.Count == 0 ? null : LogicalTypeTable.Of(this, out _, out _);

    /// <summary>The logical type in the schema's text, whether it applies or not; or <see langword="null"/>.</summary>
    public string? LogicalTypeName => Property(LogicalTypeTable.Property) is { Kind: AvroJsonKind.String } name ? name.Text : null;

    /// <summary>
    /// The number of nested schemas, this one included; a recursive reference ends the count.
    /// </summary>
    internal int Height { get; private protected set; } = 1;

    /// <summary>The value of a property, or <see langword="null"/>.</summary>
    /// <param name="name">The property's name.</param>
    public AvroJson? Property(string name)
    {
        foreach (KeyValuePair<string, AvroJson> property in Properties)
        {
            if (property.Key == name)
            {
                return property.Value;
            }
        }

        return null;
    }

    /// <summary>Parses a schema.</summary>
    /// <param name="json">The schema as JSON.</param>
    /// <exception cref="AvroSchemaException">The text is not a schema; the message says what is wrong and where.</exception>
    public static AvroSchema Parse(string json) => Parse(json, AvroParseOptions.Default);

    /// <summary>Parses a schema.</summary>
    /// <param name="json">The schema as JSON.</param>
    /// <param name="options">Bounds and strictness.</param>
    /// <exception cref="AvroSchemaException">The text is not a schema; the message says what is wrong and where.</exception>
    public static AvroSchema Parse(string json, AvroParseOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        return SchemaParser.Parse(json ?? throw new ArgumentNullException(nameof(json)), options);
    }

    /// <summary>Parses a schema from the bytes of a file or message.</summary>
    /// <param name="json">The schema as JSON in UTF-8.</param>
    /// <param name="options">Bounds and strictness; the defaults where none are given.</param>
    /// <exception cref="AvroSchemaException">
    /// The bytes are not UTF-8, or the text is not a schema; the message says what is wrong and where.
    /// </exception>
    public static AvroSchema ParseUtf8(byte[] json, AvroParseOptions? options = null)
    {
        options ??= AvroParseOptions.Default;
        return Parse(Utf8Text.Decode(json ?? throw new ArgumentNullException(nameof(json)), options), options);
    }

    /// <summary>
    /// Finds what is unusual in a readable schema: logical types that don't apply, defaults that don't fit, namespaces that don't follow
    /// the specification.
    /// </summary>
    /// <returns>The warnings in the order of the schema; empty if it follows the specification.</returns>
    public IReadOnlyList<AvroSchemaWarning> Inspect() => SchemaInspection.Run(this);

    /// <summary>The schema as JSON in the form of contract files: <see cref="AvroJsonFormat.File"/>.</summary>
    public string ToJson() => ToJson(AvroJsonFormat.File);

    /// <summary>The schema as JSON.</summary>
    /// <param name="format">The format.</param>
    public string ToJson(AvroJsonFormat format) => JsonTextWriter.Write(SchemaComposer.Compose(this), format);

    /// <summary>
    /// The Parsing Canonical Form of the specification: what determines the encoding, without docs, defaults, aliases and properties.
    /// </summary>
    public string ToCanonicalForm() => CanonicalForm.Of(this);

    /// <summary>Counts the schemas within this one.</summary>
    /// <param name="tallest">The highest count among its parts.</param>
    /// <exception cref="AvroSchemaException">The schema is nested too deeply.</exception>
    private protected void SetHeight(int tallest) => Height = tallest < MaxHeight
        ? tallest + 1
        : throw new AvroSchemaException($"More than {MaxHeight} schemas lie within each other");

    /// <inheritdoc/>
    public bool Equals(AvroSchema? other) =>
        ReferenceEquals(this, other) || (other is not null && new SchemaEquality().Equals(this, other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AvroSchema);

    /// <inheritdoc/>
    public override int GetHashCode() => SchemaEquality.ShallowHash(this);

    /// <summary>The schema as the text that is registered: <see cref="AvroJsonFormat.Registry"/>.</summary>
    public override string ToString() => ToJson(AvroJsonFormat.Registry);
}
