namespace EventSchemas;

/// <summary>Pins the name that a member, a record, an enum or an enum's symbol has in the Avro schema, in place of the one derived from C#.</summary>
/// <param name="name">An Avro name: a letter or <c>_</c>, then letters, digits and <c>_</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Field, Inherited = false)]
public sealed class AvroNameAttribute(string name) : Attribute
{
    /// <summary>The name in the Avro schema.</summary>
    public string Name { get; } = name;
}
