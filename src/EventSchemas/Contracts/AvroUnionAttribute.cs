namespace EventSchemas;

/// <summary>
/// Makes an abstract record an Avro union: a member of its type holds one of the branches. A member with a question mark can hold
/// <see langword="null"/> too, which is then the first branch in the schema.
/// </summary>
/// <param name="branches">
/// The records that derive from it and can be on the wire, in the order of the wire: it must not change, so new ones go to the end.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AvroUnionAttribute(params Type[] branches) : Attribute
{
    /// <summary>The branches in the order of the wire.</summary>
    public IReadOnlyList<Type> Branches { get; } = branches;
}
