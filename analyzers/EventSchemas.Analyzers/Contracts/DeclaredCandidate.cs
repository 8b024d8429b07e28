using EventSchemas.Avro;

namespace EventSchemas.Analyzers;

/// <summary>Converts a declaration into the candidate that <see cref="EventVerdict"/> checks.</summary>
static class DeclaredCandidate
{
    /// <summary>The contract that an event would have if it were accepted; null where it has no schema.</summary>
    /// <param name="declaration">The event.</param>
    /// <param name="level">The level that its versions must keep.</param>
    public static ContractCandidate? Of(EventDeclaration declaration, CompatibilityLevel level)
    {
        if (EventSchemaBuilder.Build(declaration) is not { } schema)
        {
            return null;
        }

        var terms = new ContractTerms(
            declaration.Attribute.Topic,
            declaration.Key?.SchemaPath,
            declaration.IsMirror,
            level.ToRegistryName(),
            declaration.PersonalData.ToEquatableArray())
        {
            Meanings = declaration.Meanings.ToEquatableArray(),
        };
        return new ContractCandidate(declaration.EventType, schema, terms)
        {
            ReadingSchema = declaration.IsMirror ? EventSchemaBuilder.BuildForReading(declaration) : null,
            Record = declaration.MetadataName,
            Justifications = declaration.Justifications,
        };
    }
}
