namespace EventSchemas.Declarations;

/// <summary>The C# types that are maps in the schema, by what generated code makes of a dictionary.</summary>
enum MapKind
{
    Dictionary,
    Immutable,
    Frozen,
}
