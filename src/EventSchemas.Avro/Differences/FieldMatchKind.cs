namespace EventSchemas.Avro;

/// <summary>Why two fields are taken for one.</summary>
enum FieldMatchKind
{
    /// <summary>They have one name.</summary>
    Name,

    /// <summary>An alias leads from one to the other.</summary>
    Alias,

    /// <summary>One has gone, one of the same type has come.</summary>
    Guess,
}
