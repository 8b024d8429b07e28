namespace EventSchemas;

/// <summary>
/// Gives a member a default in the Avro schema, which readers use when the writer did not know the member. On a positional
/// record the default of the parameter says the same.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class AvroDefaultAttribute : Attribute
{
    /// <summary>Gives the default that the member's type suggests: zero, false, the empty text, list or map, a record of such values.</summary>
    public AvroDefaultAttribute()
    {
    }

    /// <summary>Gives a constant as the default.</summary>
    /// <param name="value">A constant of the member's type: <see langword="bool"/>, a number, a <see langword="string"/> or an enum's member.</param>
    public AvroDefaultAttribute(object? value)
    {
        Value = value;
    }

    /// <summary>The default value, or <see langword="null"/> where <see cref="Json"/> or the member's type says it.</summary>
    public object? Value { get; }

    /// <summary>
    /// The default as the JSON that the Avro specification writes defaults in, for what no constant can say: <c>[1, 2]</c> for a list,
    /// <c>{"amount": 0}</c> for a record, <c>"\u0000"</c> for bytes.
    /// </summary>
    public string? Json { get; set; }
}
