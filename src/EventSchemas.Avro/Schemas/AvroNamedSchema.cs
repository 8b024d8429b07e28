using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>A schema that has a name: a record, an enum or a fixed.</summary>
public abstract class AvroNamedSchema : AvroSchema
{
    private protected AvroNamedSchema(
        AvroSchemaKind kind,
        string name,
        string? @namespace,
        string? doc,
        IReadOnlyList<string>? aliases,
        IReadOnlyList<KeyValuePair<string, AvroJson>>? properties)
        : base(kind, properties)
    {
        if (!AvroName.IsSimple(name))
        {
            throw new AvroSchemaException(AvroName.Explain(name));
        }

        if (!AvroName.IsNamespace(@namespace ?? "", strict: false))
        {
            throw new AvroSchemaException($"\"{@namespace}\" is not an Avro namespace: names separated by dots");
        }

        Name = name;
        Namespace = string.IsNullOrEmpty(@namespace) ? null : @namespace;
        FullName = Namespace is null ? name : Namespace + "." + name;
        Doc = doc;
        Aliases = FrozenList<string>.Of(aliases);
    }

    /// <summary>The name without its namespace.</summary>
    public string Name { get; }

    /// <summary>The namespace, or <see langword="null"/> where there is none.</summary>
    public string? Namespace { get; }

    /// <summary>The namespace and the name.</summary>
    public string FullName { get; }

    /// <summary>The documentation, or <see langword="null"/>.</summary>
    public string? Doc { get; }

    /// <summary>The full names under which it was known before.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>
    /// Whether this matches a writer's schema by name: the names without their namespaces are equal, or an alias matches.
    /// </summary>
    /// <param name="writer">The schema that data was written with.</param>
    public bool HasNameOf(AvroNamedSchema writer) =>
        writer is null ? throw new ArgumentNullException(nameof(writer)) : Name == writer.Name || Aliases.Contains(writer.FullName);
}
