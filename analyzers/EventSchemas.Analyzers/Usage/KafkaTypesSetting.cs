using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Whether code may name types of Kafka's client: <see cref="Setting.KafkaTypes"/>.</summary>
static class KafkaTypesSetting
{
    public const string Allowed = "allowed";
    public const string Forbidden = "forbidden";
    public const string Auto = "auto";

    /// <summary>What is set for a file. What is no value of the setting counts as <see cref="Auto"/>.</summary>
    public static string Of(AnalyzerConfigOptionsProvider options, SyntaxTree tree)
    {
        string text = Setting.KafkaTypes.TextOf(options.GetOptions(tree), options.GlobalOptions)?.Trim().ToLowerInvariant() ?? Auto;
        return text is Allowed or Forbidden ? text : Auto;
    }
}
