using System.Reflection;

namespace EventSchemas.Package.Tests;

/// <summary>A folder with the packages, packed from what these tests were built with; one for the whole assembly.</summary>
public sealed class PackageFeed : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas feed ");

    public PackageFeed()
    {
        string configuration = typeof(PackageFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        foreach (string project in new[] { "EventSchemas.Avro", "EventSchemas" })
        {
            (int code, string output) = DotNet.Run(
                Path.Combine(RepositoryRoot.Path, "src", project), packages: null,
                "pack", "--no-build", "-nologo", "-c", configuration, "-o", Packages, $"-p:PackageVersion={Version}");
            Assert.True(code == 0, output);
        }
    }

    /// <summary>The packages' version, which nobody else has: what is restored can only come from here.</summary>
    public string Version { get; } = $"0.0.1-test.{Guid.NewGuid():N}";

    /// <summary>The folder of the packages.</summary>
    public string Packages => Path.Combine(_folder.FullName, "feed");

    /// <summary>The folder that they are restored into, which goes with them.</summary>
    public string Restored => Path.Combine(_folder.FullName, "restored");

    /// <summary>A package's file.</summary>
    public string FileOf(string package) => Path.Combine(Packages, $"{package}.{Version}.nupkg");

    public void Dispose() => _folder.Delete(recursive: true);
}
