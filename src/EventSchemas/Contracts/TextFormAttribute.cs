namespace EventSchemas;

/// <summary>
/// Says which texts a type parses, for a type that travels as text. The build can't call the type's own <c>Parse</c>; with this attribute
/// it can check a default that is written as a text.
/// </summary>
/// <param name="pattern">A regular expression that the whole text matches. It may leave out texts that the type parses as well.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class TextFormAttribute(string pattern) : Attribute
{
    /// <summary>A regular expression that the whole text matches.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>A text that the type parses, which messages show.</summary>
    public string? Example { get; set; }
}
