using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>
/// An Avro schema (Avro 1.12 specification). Immutable and safe to share between threads; equal by value, including docs,
/// defaults, aliases and custom properties.
/// </summary>
abstract partial class AvroSchema : IEquatable<AvroSchema>
{
    private protected AvroSchema(AvroSchemaKind kind, IReadOnlyList<KeyValuePair<string, AvroJson>>? properties)
    {
        Kind = kind;
        Properties = properties ?? [];
    }

    /// <summary>What kind of schema it is.</summary>
    public AvroSchemaKind Kind { get; }

    /// <summary>What the schema says beyond the specification's own attributes, in the order of its text; a logical type is among them.</summary>
    public IReadOnlyList<KeyValuePair<string, AvroJson>> Properties { get; }

    /// <summary>The name of the logical type, or <see langword="null"/>. Whether it applies to this kind of schema is not judged here.</summary>
    public string? LogicalType
    {
        get
        {
            foreach (KeyValuePair<string, AvroJson> property in Properties)
            {
                if (property.Key == "logicalType" && property.Value.Kind == AvroJsonKind.String)
                {
                    return property.Value.Text;
                }
            }

            return null;
        }
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

        return new SchemaParser(options).Parse(AvroJson.Parse(json, options));
    }

    /// <summary>The schema as JSON in the form of contract files: <see cref="AvroJsonFormat.File"/>.</summary>
    public string ToJson() => ToJson(AvroJsonFormat.File);

    /// <summary>The schema as JSON.</summary>
    /// <param name="format">In which form.</param>
    public string ToJson(AvroJsonFormat format) => JsonTextWriter.Write(SchemaComposer.Compose(this), format);

    /// <summary>The Parsing Canonical Form of the specification: what a schema puts on the wire, without docs, defaults, aliases and properties.</summary>
    public string ToCanonicalForm() => CanonicalForm.Of(this);

    /// <inheritdoc/>
    public bool Equals(AvroSchema? other) => ReferenceEquals(this, other) || (other is not null && new SchemaEquality().Equals(this, other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AvroSchema);

    /// <inheritdoc/>
    public override int GetHashCode() => SchemaEquality.ShallowHash(this);

    /// <summary>The schema as the text that is registered: <see cref="AvroJsonFormat.Registry"/>.</summary>
    public override string ToString() => ToJson(AvroJsonFormat.Registry);
}
