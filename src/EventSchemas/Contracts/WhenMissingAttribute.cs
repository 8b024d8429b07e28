namespace EventSchemas;

/// <summary>
/// Fills a member that the writer's schema lacks, without entering the schema: for events whose schema another team owns and which
/// older services wrote without the member. A default that belongs to the schema is <see cref="AvroDefaultAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class WhenMissingAttribute : Attribute
{
    /// <summary>Fills in what the member's type suggests: zero, false, the empty text, list or map, a record of such values.</summary>
    public WhenMissingAttribute()
    {
    }

    /// <summary>Fills in a constant.</summary>
    /// <param name="value">A constant of the member's type: <see langword="bool"/>, a number, a <see langword="string"/> or an enum's member.</param>
    public WhenMissingAttribute(object? value)
    {
        Value = value;
    }

    /// <summary>The value, or <see langword="null"/> where <see cref="Json"/> or the member's type says it.</summary>
    public object? Value { get; }

    /// <summary>The value as the JSON that the Avro specification writes defaults in, for what no constant can say.</summary>
    public string? Json { get; set; }
}
