namespace EventSchemas.Generators;

/// <summary>The C# types that are lists in the schema, by how generated code gets at their items.</summary>
enum ListKind
{
    Array,
    List,
    Indexed,
    Counted,
}
