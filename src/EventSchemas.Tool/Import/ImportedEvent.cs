using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>An event that is imported: its schema, and the declarations that generate it again.</summary>
/// <param name="Origin">Where the schema is from.</param>
/// <param name="Schema">The schema.</param>
/// <param name="EventType">The event type.</param>
/// <param name="Namespace">The namespace in C#.</param>
/// <param name="Name">The name of its record in C#.</param>
/// <param name="Types">Its record, then the types that it reaches.</param>
sealed record ImportedEvent(
    string Origin, AvroRecordSchema Schema, string EventType, string Namespace, string Name, IReadOnlyList<ImportedType> Types);

/// <summary>A type in C#. Several events can have it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Usings">The namespaces that its code needs.</param>
/// <param name="Code">Its declaration.</param>
sealed record ImportedType(string Name, IReadOnlyCollection<string> Usings, string Code);
