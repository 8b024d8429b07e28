namespace EventSchemas.Declarations;

/// <summary>The C# types that are lists in the schema, by how generated code gets at their items and what it makes of an array.</summary>
enum ListKind
{
    /// <summary>An array.</summary>
    Array,

    /// <summary>A <c>List</c>.</summary>
    List,

    /// <summary>An interface that only reads, which an array serves.</summary>
    ReadOnly,

    /// <summary>An interface that changes the list, which a <c>List</c> serves.</summary>
    Changeable,

    /// <summary>An <c>ImmutableArray</c>.</summary>
    ImmutableArray,

    /// <summary>An <c>ImmutableList</c> or its interface.</summary>
    ImmutableList,
}
