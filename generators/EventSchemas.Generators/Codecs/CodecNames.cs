using System.Text;

namespace EventSchemas.Generators;

/// <summary>The names of the companion codecs.</summary>
static class CodecNames
{
    public const string Namespace = WellKnownNames.GeneratedNamespace;

    /// <summary>The codec of a record in generated code.</summary>
    public static string Qualified(string recordName) => $"global::{Namespace}.{Of(recordName)}";

    /// <summary>The name of a record's codec: its full name, told apart from any other by doubling the underscores that it has itself.</summary>
    public static string Of(string recordName)
    {
        var name = new StringBuilder(recordName.Length + 8);
        foreach (char c in recordName.Substring(recordName.IndexOf(':') + 2))
        {
            name.Append(c == '_' ? "__" : char.IsLetterOrDigit(c) ? c.ToString() : "_");
        }

        return name.Append("Codec").ToString();
    }
}
