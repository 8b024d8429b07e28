namespace EventSchemas;

/// <summary>Whose event a record declares.</summary>
public enum EventRole
{
    /// <summary>Ours: this project decides how the schema changes, and every edit is held against all who read and write it.</summary>
    Owner,

    /// <summary>
    /// Another team's: the record repeats what they publish. It must read every version that they have published, and changes of it are never
    /// accepted as breaks: what upstream did can't be argued with.
    /// </summary>
    Mirror,
}
