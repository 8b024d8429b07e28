using System.Reflection;

namespace EventSchemas.Package.Tests;

/// <summary>A folder with all packages, packed from the build of these tests; one for the whole assembly.</summary>
public sealed class PackageFeed : IDisposable
{
    /// <summary>The package of the templates.</summary>
    public const string TemplatePackage = "EventSchemas.Templates";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas feed ");
    private readonly string _compilerServer = Guid.NewGuid().ToString("N");
    private readonly Lazy<PackedTool> _tool;

    public PackageFeed()
    {
        _tool = new Lazy<PackedTool>(() => new PackedTool(this, _folder.FullName));

        // One build packs them all.
        File.WriteAllText(Traversal, $"""
            <Project>
              <Target Name="Pack">
                <MSBuild
                  Projects="{string.Join(';', PackableProjects)}"
                  Targets="Pack"
                  BuildInParallel="true"
                  Properties="NoBuild=true;Configuration={Configuration};PackageOutputPath={Packages}" />
              </Target>
            </Project>
            """);
        (int code, string output) = DotNet.Run(_folder.FullName, packages: null, "build", Traversal, "-t:Pack", "-nologo");
        Assert.True(code == 0 && output.Contains("0 Warning(s)", StringComparison.Ordinal), output);
    }

    /// <summary>
    /// The version of the packages. Restores find it only here: this folder is their only source, and they have a
    /// separate package folder.
    /// </summary>
    public string Version { get; } = typeof(OpenEdxEventAttribute).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The command-line tool, installed once for all tests.</summary>
    internal PackedTool Tool => _tool.Value;

    /// <summary>The names of the packages.</summary>
    public IReadOnlyList<string> Names { get; } = [.. PackableProjects.Select(project => Path.GetFileNameWithoutExtension(project))];

    /// <summary>
    /// The text of a nuget.config: these packages come from this feed alone, and those of others from what the repository has restored,
    /// so that nothing is downloaded.
    /// </summary>
    public string NuGetConfig => $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="feed" value="{Packages}" />
            <add key="others" value="{PackageRoot}" />
          </packageSources>
          <packageSourceMapping>
            <packageSource key="feed">
              <package pattern="EventSchemas" />
              <package pattern="EventSchemas.*" />
            </packageSource>
            <packageSource key="others">
              <package pattern="*" />
            </packageSource>
          </packageSourceMapping>
        </configuration>
        """;

    /// <summary>The folder of the packages.</summary>
    public string Packages => Path.Combine(_folder.FullName, "feed");

    /// <summary>The folder that they are restored into; it is deleted with them.</summary>
    public string Restored => Path.Combine(_folder.FullName, "restored");

    /// <summary>
    /// The variables of a build: no process stays but one compiler server for all of them, which has the generator and the analyzers
    /// loaded.
    /// </summary>
    public IReadOnlyDictionary<string, string?> BuildEnvironment => new Dictionary<string, string?>
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "true",
        ["SharedCompilationId"] = _compilerServer,
    };

    private string Traversal => Path.Combine(_folder.FullName, "pack.proj");

    private static string PackageRoot =>
        typeof(PackageFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "NuGetPackageRoot").Value!;

    private static string Configuration =>
        typeof(PackageFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static IEnumerable<string> PackableProjects =>
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => File.ReadAllText(project).Contains("<IsPackable>true</IsPackable>", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>A package's file.</summary>
    /// <param name="package">The package.</param>
    /// <param name="extension">The extension: <c>nupkg</c>, or <c>snupkg</c> for its symbols.</param>
    public string FileOf(string package, string extension = "nupkg") => Path.Combine(Packages, $"{package}.{Version}.{extension}");

    public void Dispose()
    {
        (int code, string output) = DotNet.Run(
            _folder.FullName, packages: null, "msbuild", Traversal, "-getProperty:RoslynTargetsPath", "-nologo");
        Assert.True(code == 0, output);
        DotNet.StopCompilerServer(_folder.FullName, output.Trim(), _compilerServer);
        _folder.Delete(recursive: true);
    }
}
