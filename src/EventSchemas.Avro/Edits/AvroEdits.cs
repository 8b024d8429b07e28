using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>Answers what may still be changed about a schema. Safe for concurrent use.</summary>
public static class AvroEdits
{
    /// <summary>
    /// Tries every usual edit of every field, record, enum and fixed, and checks each result against the versions that the level covers.
    /// </summary>
    /// <param name="schema">The current schema.</param>
    /// <param name="history">
    /// The versions that are read or were written, the oldest first; includes the schema itself once it is published.
    /// </param>
    /// <param name="level">The compatibility level.</param>
    /// <returns>All edits in the order of the schema, allowed or not.</returns>
    /// <exception cref="AvroSchemaException">The schemas are nested too deeply to be compared.</exception>
    public static IReadOnlyList<AvroEdit> Try(AvroSchema schema, IReadOnlyList<AvroSchema> history, CompatibilityLevel level)
    {
        if (schema is null)
        {
            throw new ArgumentNullException(nameof(schema));
        }

        if (history is null)
        {
            throw new ArgumentNullException(nameof(history));
        }

        return new EditTrial(schema, history, level).Run();
    }
}
