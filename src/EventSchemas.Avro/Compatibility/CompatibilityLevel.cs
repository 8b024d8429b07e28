namespace EventSchemas.Avro;

/// <summary>What a new version of a schema promises to those who use the versions before it. The levels are those of Confluent's registry.</summary>
public enum CompatibilityLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>New readers read what the latest version wrote.</summary>
    Backward,

    /// <summary>New readers read what every version wrote.</summary>
    BackwardTransitive,

    /// <summary>Readers of the latest version read what the new one writes.</summary>
    Forward,

    /// <summary>Readers of every version read what the new one writes.</summary>
    ForwardTransitive,

    /// <summary>Both ways with the latest version.</summary>
    Full,

    /// <summary>Both ways with every version.</summary>
    FullTransitive,
}
