namespace EventSchemas.Package.Tests;

/// <summary>A project in a separate folder that has only the packages, driven by <c>dotnet</c>.</summary>
sealed class ConsumingProject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas ");
    private readonly PackageFeed _feed;
    private bool _isRestored;

    public ConsumingProject(PackageFeed feed, params (string Name, string Text)[] files)
    {
        _feed = feed;

        // Settings above a machine's temporary folder aren't meant for this project.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("global.json", File.ReadAllText(Path.Combine(RepositoryRoot.Path, "global.json")));
        Write("nuget.config", feed.NuGetConfig);
        Write("Shop.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="EventSchemas" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        foreach ((string name, string text) in files)
        {
            Write(name, text);
        }
    }

    /// <summary>The project or solution that is built.</summary>
    public string Built { get; init; } = "Shop.csproj";

    /// <summary>The folder of the project.</summary>
    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        _isRestored &= name.EndsWith(".cs", StringComparison.Ordinal);
    }

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public void Delete(string name) => File.Delete(PathOf(name));

    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Replaces a text in a file.</summary>
    public void Edit(string name, string old, string @new)
    {
        Assert.Contains(old, Read(name), StringComparison.Ordinal);
        Write(name, Read(name).Replace(old, @new, StringComparison.Ordinal));
    }

    /// <summary>A build that must succeed without a warning; returns its output.</summary>
    public string Build(params string[] options)
    {
        (int code, string output) = Run("build", options);
        Assert.True(code == 0 && output.Contains("0 Warning(s)", StringComparison.Ordinal), output);
        return output;
    }

    /// <summary>A build that must succeed with warnings; returns them, each once.</summary>
    public string[] Warn(params string[] options)
    {
        (int code, string output) = Run("build", options);
        Assert.True(code == 0, output);
        return LinesWith(": warning ", output);
    }

    /// <summary>A build that must fail; returns the errors, each once.</summary>
    public string[] Fail(params string[] options)
    {
        (int code, string output) = Run("build", options);
        Assert.True(code != 0, output);
        return LinesWith(": error ", output);
    }

    /// <summary>Applies fixes with <c>dotnet format analyzers</c>.</summary>
    public void Format(params string[] options)
    {
        (int code, string output) = Run("format", ["analyzers", "--no-restore", .. options], isBuild: false);
        Assert.True(code == 0, output);
    }

    private (int Code, string Output) Run(string command, string[] options, bool isBuild = true)
    {
        // Tests run beside each other, and a build with a second process waits for its start longer than that process saves.
        string[] all = isBuild
            ? [command, Built, "-nologo", "-m:1", "-nodeReuse:false", .. _isRestored ? new[] { "--no-restore" } : [], .. options]
            : [command, .. options];
        (int Code, string Output) result = DotNet.Run(_folder.FullName, _feed.Restored, _feed.BuildEnvironment, all);
        _isRestored = Has("obj/project.assets.json");
        return result;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string[] LinesWith(string kind, string output) =>
    [
        .. output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Contains(kind, StringComparison.Ordinal))
            .Select(WithoutFolders)
            .Distinct(StringComparer.Ordinal),
    ];

    // An error as MSBuild prints it, with its file as the project has it and without the project.
    private string WithoutFolders(string line)
    {
        string relative = line.Replace(_folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace('\\', '/');
        return relative.EndsWith(" [Shop.csproj]", StringComparison.Ordinal) ? relative[..^" [Shop.csproj]".Length] : relative;
    }
}
