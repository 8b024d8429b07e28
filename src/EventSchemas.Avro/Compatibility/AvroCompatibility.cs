using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>
/// Checks whether data of one schema can be read as another, by the resolution rules of the Avro 1.12 specification as Apache
/// Avro's <c>SchemaCompatibility</c> applies them, and whether a schema keeps a compatibility level. Safe for concurrent use.
/// </summary>
public static class AvroCompatibility
{
    /// <summary>Gives every reason why a reader can't read what a writer writes.</summary>
    /// <param name="reader">The schema to read as.</param>
    /// <param name="writer">The schema that the data was written with.</param>
    /// <returns>The reasons why not, in the order of the reader's schema; empty if it can.</returns>
    /// <exception cref="AvroSchemaException">The two are nested too deeply to be compared.</exception>
    public static IReadOnlyList<AvroIncompatibility> CanRead(AvroSchema reader, AvroSchema writer) =>
        AvroResolution.Of(reader, writer).ListFailures();

    /// <summary>Gives every reason why a schema breaks the versions before it.</summary>
    /// <param name="candidate">The new schema.</param>
    /// <param name="history">The versions before it, the oldest first.</param>
    /// <param name="level">The level that it must keep.</param>
    /// <returns>
    /// The reasons why not, the oldest version first, and backward before forward for each version; empty if it keeps the level.
    /// </returns>
    public static IReadOnlyList<AvroCompatibilityFinding> Check(
        AvroSchema candidate, IReadOnlyList<AvroSchema> history, CompatibilityLevel level)
    {
        if (candidate is null)
        {
            throw new ArgumentNullException(nameof(candidate));
        }

        if (history is null)
        {
            throw new ArgumentNullException(nameof(history));
        }

        var findings = new List<AvroCompatibilityFinding>();
        for (int i = level.IsTransitive() ? 0 : Math.Max(0, history.Count - 1); i < history.Count; i++)
        {
            if (level.IsBackward())
            {
                Add(findings, i, AvroReadDirection.Backward, CanRead(candidate, history[i]));
            }

            if (level.IsForward())
            {
                Add(findings, i, AvroReadDirection.Forward, CanRead(history[i], candidate));
            }
        }

        return findings;
    }

    private static void Add(
        List<AvroCompatibilityFinding> findings,
        int version,
        AvroReadDirection direction,
        IReadOnlyList<AvroIncompatibility> incompatibilities)
    {
        foreach (AvroIncompatibility incompatibility in incompatibilities)
        {
            findings.Add(new AvroCompatibilityFinding(version, direction, incompatibility));
        }
    }
}
