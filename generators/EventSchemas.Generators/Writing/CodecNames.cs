namespace EventSchemas.Generators;

/// <summary>
/// The names of the generated codecs. Different types have different names, and so have the codecs of one record under different
/// conventions: those of one end with "Codec", and those of others with something behind it.
/// </summary>
static class CodecNames
{
    public const string Namespace = WellKnownNames.GeneratedNamespace;

    /// <summary>The codec of a record or an enum in generated code.</summary>
    /// <param name="fullName">The type in generated code, with <c>global::</c>.</param>
    /// <param name="suffix">The end of a record's codec's name.</param>
    public static string Qualified(string fullName, string suffix = "") => $"global::{Namespace}.{Of(fullName, suffix)}";

    /// <summary>The name of the codec of a type.</summary>
    /// <param name="fullName">The type in generated code, with <c>global::</c>.</param>
    /// <param name="suffix">The end of a record's codec's name.</param>
    public static string Of(string fullName, string suffix = "") =>
        GeneratedNames.Identifier(fullName.Replace("global::", "")) + "Codec" + suffix;
}
