using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>Says what differs between two versions of a schema. Safe for concurrent use.</summary>
public static class AvroDifferences
{
    /// <summary>
    /// Returns all differences. Breaking ones are marked consistently with <see cref="AvroCompatibility.CanRead"/>: reading fails in a
    /// direction exactly if some difference is marked with it.
    /// </summary>
    /// <param name="old">The version before.</param>
    /// <param name="new">The version after.</param>
    /// <returns>
    /// The differences in the order of the new schema, removed fields of a record before existing ones; those of a record that is used
    /// several times only once. Empty if the two are equal.
    /// </returns>
    /// <exception cref="AvroSchemaException">The two are nested too deeply to be compared.</exception>
    public static IReadOnlyList<AvroDifference> Between(AvroSchema old, AvroSchema @new)
    {
        Check(old, @new);
        return new DifferenceFinder().Run(old, @new);
    }

    /// <summary>
    /// Returns the differences that matter to readers which take their own schema for the writer's
    /// (<see cref="AvroReading.Unresolved"/>): each breaks a direction, because data are misread or can't be read. Names, defaults, aliases
    /// and documentation don't matter to them. A reader is taken to ignore what follows the data that it knows.
    /// </summary>
    /// <param name="old">The version before.</param>
    /// <param name="new">The version after.</param>
    /// <returns>
    /// The differences in the order of the new schema; those of a record that is used several times only once, unless it breaks more in
    /// one place than in another. Empty if each of the two reads the data of the other.
    /// </returns>
    /// <exception cref="AvroSchemaException">The two are nested too deeply to be compared.</exception>
    public static IReadOnlyList<AvroDifference> OfUnresolvedReading(AvroSchema old, AvroSchema @new)
    {
        Check(old, @new);
        return new UnresolvedDifferenceFinder().Run(old, @new);
    }

    private static void Check(AvroSchema old, AvroSchema @new)
    {
        if (old is null)
        {
            throw new ArgumentNullException(nameof(old));
        }

        if (@new is null)
        {
            throw new ArgumentNullException(nameof(@new));
        }
    }
}
