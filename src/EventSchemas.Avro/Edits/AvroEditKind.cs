namespace EventSchemas.Avro;

/// <summary>The edits that people make to a schema.</summary>
public enum AvroEditKind
{
    /// <summary>Add a field that has a default.</summary>
    AddField,

    /// <summary>Add a field that has none.</summary>
    AddFieldWithoutDefault,

    /// <summary>Put the fields into another order.</summary>
    ReorderFields,

    /// <summary>Give a record, enum or fixed another name, with an alias for the old one.</summary>
    RenameType,

    /// <summary>Remove the field.</summary>
    RemoveField,

    /// <summary>Give the field another name, with an alias for the old one.</summary>
    RenameField,

    /// <summary>Give the field a default.</summary>
    AddDefault,

    /// <summary>Remove the field's default.</summary>
    RemoveDefault,

    /// <summary>Let the value be null.</summary>
    MakeOptional,

    /// <summary>Let the value be null no longer.</summary>
    MakeRequired,

    /// <summary>Change the type to another one that reads it or that it reads.</summary>
    ChangeType,

    /// <summary>Remove a branch of the union.</summary>
    RemoveBranch,

    /// <summary>Add a symbol to the enum.</summary>
    AddSymbol,

    /// <summary>Remove a symbol of the enum.</summary>
    RemoveSymbol,

    /// <summary>Give the enum a default symbol.</summary>
    AddEnumDefault,

    /// <summary>Remove the enum's default symbol.</summary>
    RemoveEnumDefault,

    /// <summary>Give the fixed another size.</summary>
    ResizeFixed,
}
