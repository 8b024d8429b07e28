using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>Converts a declaration into the candidate that <see cref="EventVerdict"/> checks.</summary>
static class DeclaredCandidate
{
    /// <summary>The contract that an event would have if it were accepted; null where it has no schema.</summary>
    /// <param name="declaration">The event.</param>
    /// <param name="level">The level that its versions must keep.</param>
    /// <param name="transports">The transports that it travels by.</param>
    /// <param name="history">
    /// Its versions. While the key path can't be followed, which EVS1005 says, the event has the key that it had: otherwise it would be
    /// one without a key, and could be accepted as such.
    /// </param>
    public static ContractCandidate? Of(
        EventDeclaration declaration, CompatibilityLevel level, Transports transports, ContractHistory history)
    {
        if (EventSchemaBuilder.Build(declaration) is not { } schema)
        {
            return null;
        }

        var terms = new ContractTerms(
            declaration.Attribute.Topic,
            declaration.Key is null && declaration.Attribute.KeyPath is not null ? KeyOf(history) : declaration.Key?.SchemaPath,
            declaration.IsMirror,
            level.ToRegistryName(),
            declaration.PersonalData.ToEquatableArray())
        {
            KeyFormat = declaration.Key is null && declaration.Attribute.KeyPath is not null
                ? KeyFormatOf(history)
                : declaration.KeyFormatTerm,
            Transports = transports,
            Meanings = declaration.Meanings.ToEquatableArray(),
        };
        return new ContractCandidate(declaration.EventType, schema, terms)
        {
            ReadingSchema = declaration.IsMirror ? EventSchemaBuilder.BuildForReading(declaration) : null,
            Record = declaration.MetadataName,
            DeclaredBy = declaration.Conventions.DeclaredBy,
            Justifications = declaration.Justifications,
        };
    }

    private static string? KeyOf(ContractHistory history) => TermsOf(history)?.Key;

    private static string? KeyFormatOf(ContractHistory history) => TermsOf(history)?.KeyFormat;

    private static ContractTerms? TermsOf(ContractHistory history) =>
        new[] { history.Accepted, history.LatestReleased }.FirstOrDefault(one => one?.Contract is not null)?.Contract!.Terms;
}
