namespace EventSchemas.Generators;

/// <summary>The names of the generated codecs. Different types have different names.</summary>
static class CodecNames
{
    public const string Namespace = WellKnownNames.GeneratedNamespace;

    /// <summary>The codec of a record or an enum in generated code.</summary>
    public static string Qualified(string fullName) => $"global::{Namespace}.{Of(fullName)}";

    /// <summary>The name of the codec of a type.</summary>
    /// <param name="fullName">The type in generated code, with <c>global::</c>.</param>
    public static string Of(string fullName) => GeneratedNames.Identifier(fullName.Replace("global::", "")) + "Codec";
}
