namespace EventSchemas.Avro;

/// <summary>One reason why a schema breaks a version before it.</summary>
/// <param name="VersionIndex">The position of that version in the history, from 0.</param>
/// <param name="Direction">Who reads whose data.</param>
/// <param name="Incompatibility">Why that fails.</param>
public sealed record AvroCompatibilityFinding(int VersionIndex, AvroReadDirection Direction, AvroIncompatibility Incompatibility);

/// <summary>Who reads whose data.</summary>
public enum AvroReadDirection
{
    /// <summary>Readers of the new version read what an older one wrote.</summary>
    Backward,

    /// <summary>Readers of an older version read what the new one writes.</summary>
    Forward,
}
