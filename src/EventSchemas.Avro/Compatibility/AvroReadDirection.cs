namespace EventSchemas.Avro;

/// <summary>Who reads whose data.</summary>
public enum AvroReadDirection
{
    /// <summary>Readers of the new version read what an older one wrote.</summary>
    Backward,

    /// <summary>Readers of an older version read what the new one writes.</summary>
    Forward,
}
