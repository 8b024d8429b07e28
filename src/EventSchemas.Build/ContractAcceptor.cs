using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>Puts what records say into their contract files, where that breaks nobody.</summary>
/// <param name="folder">The contract files.</param>
/// <param name="defaultCompatibility">The level of events that don't name one.</param>
/// <param name="check">Finds breaks.</param>
/// <param name="mayBreak">The event types whose breaks of what was never shipped, and changes of meaning, are accepted too.</param>
sealed class ContractAcceptor(ContractFolder folder, string defaultCompatibility, BreakCheck check, IReadOnlyCollection<string> mayBreak)
{
    /// <summary>Accepts what an event's record says; gives the files that were written.</summary>
    /// <exception cref="AvroSchemaException">A schema is not one.</exception>
    /// <exception cref="ContractConflictException">The record breaks a version.</exception>
    public IReadOnlyList<string> Accept(DeclaredContract declared)
    {
        AvroSchema schema = AvroSchema.Parse(declared.Schema);
        IReadOnlyList<ReleasedVersion> shipped = folder.Shipped(declared.EventType);
        Refuse(declared, check.Find(declared, shipped), "Undo it, start a new version of the event, or say with [JustifiedBreak] why nobody breaks.");
        if (folder.Accepted(declared.EventType) is { } accepted && !mayBreak.Contains(declared.EventType))
        {
            ReleasedVersion contract = new("the accepted contract", 0, accepted, folder.AcceptedTerms(declared.EventType));
            Refuse(declared, [.. check.Find(declared, [contract]), .. check.FindChangesOfMeaning(declared, contract)], $"Where that is meant, -p:EventSchemasAcceptBreaks={declared.EventType} accepts it.");
        }

        (string Path, string Text)[] files =
        [
            (folder.SchemaPath(declared.EventType), schema.ToJson()),
            (folder.ContractPathOf(declared.EventType), declared.ToFile(schema, defaultCompatibility).ToText()),
        ];
        return [.. files.Where(file => WholeFile.TryReplace(file.Path, file.Text)).Select(file => file.Path)];
    }

    private static void Refuse(DeclaredContract declared, IReadOnlyList<(string Rule, string Message)> breaks, string advice)
    {
        if (breaks.Count > 0)
        {
            throw new ContractConflictException($"EventSchemas can't accept {declared.EventType}. {string.Join("; ", breaks.Select(item => $"{item.Rule}: {item.Message}"))} {advice}");
        }
    }
}
