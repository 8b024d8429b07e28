using System.Reflection;

namespace EventSchemas.Package.Tests;

/// <summary>The repository that packages and help links name.</summary>
static class Repository
{
    /// <summary>Its address, which Directory.Build.props sets and the SDK writes into every assembly.</summary>
    public static string Url { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryUrl").Value!;
}
