using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>Answers what may still be changed about a schema. Safe for concurrent use.</summary>
public static class AvroEdits
{
    /// <summary>
    /// Tries every usual edit of every field, record, enum and fixed, and holds what comes of it against the versions that count.
    /// </summary>
    /// <param name="schema">The schema as it stands.</param>
    /// <param name="history">
    /// The versions that somebody reads or has written, the oldest first; the schema itself too, once it is published.
    /// </param>
    /// <param name="level">What must be kept.</param>
    /// <returns>The edits in the order of the schema; those that are allowed and those that are not.</returns>
    /// <exception cref="AvroSchemaException">The schemas lead deeper into each other than any walk could follow.</exception>
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
