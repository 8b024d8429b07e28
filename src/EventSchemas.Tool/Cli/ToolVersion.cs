using System.Reflection;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What the tool says about itself.</summary>
static class ToolVersion
{
    /// <summary>The name that people type.</summary>
    public const string Command = "eventschemas";

    /// <summary>The version of the package.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Where it comes from.</summary>
    public static string Repository => Rules.Repository;
}
