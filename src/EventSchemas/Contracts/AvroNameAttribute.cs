namespace EventSchemas;

/// <summary>Pins the name that a member or a record has in the Avro schema, in place of the one derived from C#.</summary>
/// <param name="name">An Avro name: a letter or <c>_</c>, then letters, digits and <c>_</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class, Inherited = false)]
public sealed class AvroNameAttribute(string name) : Attribute
{
    /// <summary>The name in the Avro schema.</summary>
    public string Name { get; } = name;
}
