using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>Says what differs between two versions of a schema. Safe for concurrent use.</summary>
public static class AvroDifferences
{
    /// <summary>
    /// Gives everything that differs. What breaks is marked, and marked so by the verdict of <see cref="AvroCompatibility.CanRead"/>:
    /// reading fails in a direction exactly where some difference is marked with it.
    /// </summary>
    /// <param name="old">The version before.</param>
    /// <param name="new">The version after.</param>
    /// <returns>
    /// The differences in the order of the new schema, what has gone from a record before what it has; those of a record that is used
    /// several times once. Nothing where the two are equal.
    /// </returns>
    /// <exception cref="AvroSchemaException">The two lead deeper into each other than any walk could follow.</exception>
    public static IReadOnlyList<AvroDifference> Between(AvroSchema old, AvroSchema @new)
    {
        if (old is null)
        {
            throw new ArgumentNullException(nameof(old));
        }

        if (@new is null)
        {
            throw new ArgumentNullException(nameof(@new));
        }

        return new DifferenceFinder().Run(old, @new);
    }
}
