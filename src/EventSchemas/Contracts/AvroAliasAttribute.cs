namespace EventSchemas;

/// <summary>
/// Says a name that a member, a record or an enum had in the Avro schema before: what was written under it is read as this. Readers of
/// other services keep to the name that their own schema has.
/// </summary>
/// <param name="name">The former name; of a record or enum it may have its namespace in front.</param>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum,
    AllowMultiple = true,
    Inherited = false)]
public sealed class AvroAliasAttribute(string name) : Attribute
{
    /// <summary>The former name.</summary>
    public string Name { get; } = name;
}
