namespace EventSchemas;

/// <summary>
/// Gives a member a default in the Avro schema, which readers use when the writer did not know the member. On a positional
/// record the default of the parameter says the same.
/// </summary>
/// <param name="value">A constant of the member's type: <see langword="bool"/>, a number, a <see langword="string"/> or an enum's member.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class AvroDefaultAttribute(object? value) : Attribute
{
    /// <summary>The default value.</summary>
    public object? Value { get; } = value;
}
