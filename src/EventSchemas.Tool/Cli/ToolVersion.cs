using System.Reflection;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What the tool says about itself.</summary>
static class ToolVersion
{
    /// <summary>The version of the package.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Where it comes from.</summary>
    public static string Repository => Rules.Repository;
}
