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
    /// What the schema says beyond the specification's own attributes, in the order of its text; a logical type is among them.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, AvroJson>> Properties { get; }

    /// <summary>
    /// The logical type, where the schema has one that the specification knows and that applies to it; otherwise <see langword="null"/>,
    /// and the name counts as any other property.
    /// </summary>
    public AvroLogicalType? LogicalType => Properties.Count == 0 ? null : LogicalTypeTable.Of(this, out _, out _);

    /// <summary>What the schema says its logical type is, whether it applies or not; or <see langword="null"/>.</summary>
    public string? LogicalTypeName => Property(LogicalTypeTable.Property) is { Kind: AvroJsonKind.String } name ? name.Text : null;

    /// <summary>
    /// How many schemas lie within each other here, this one included; a name that leads back into its own definition ends the count.
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
    /// Finds what is odd about the schema although it is readable: logical types that don't count, defaults that don't fit, namespaces of
    /// other rules.
    /// </summary>
    /// <returns>What is odd, in the order of the schema; nothing where it follows the specification.</returns>
    public IReadOnlyList<AvroSchemaWarning> Inspect() => SchemaInspection.Run(this);

    /// <summary>The schema as JSON in the form of contract files: <see cref="AvroJsonFormat.File"/>.</summary>
    public string ToJson() => ToJson(AvroJsonFormat.File);

    /// <summary>The schema as JSON.</summary>
    /// <param name="format">In which form.</param>
    public string ToJson(AvroJsonFormat format) => JsonTextWriter.Write(SchemaComposer.Compose(this), format);

    /// <summary>
    /// The Parsing Canonical Form of the specification: what a schema puts on the wire, without docs, defaults, aliases and properties.
    /// </summary>
    public string ToCanonicalForm() => CanonicalForm.Of(this);

    /// <summary>Counts the schemas within this one.</summary>
    /// <param name="tallest">The highest count among its parts.</param>
    /// <exception cref="AvroSchemaException">There are more than any walk over a schema could stand.</exception>
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
