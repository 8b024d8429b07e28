namespace EventSchemas;

/// <summary>
/// Makes bytes, a <see langword="decimal"/> or a <see cref="Guid"/> travel as an Avro <c>fixed</c>: always so many bytes, and no
/// length in front of them. A value of another length is refused when it is written.
/// </summary>
/// <param name="size">How many bytes; from 1.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class AvroFixedAttribute(int size) : Attribute
{
    /// <summary>How many bytes a value has.</summary>
    public int Size { get; } = size;

    /// <summary>The name in the schema; without it one that says the type and the size, such as <c>Fixed16</c>.</summary>
    public string? Name { get; set; }
}
