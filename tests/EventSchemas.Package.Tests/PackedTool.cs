namespace EventSchemas.Package.Tests;

/// <summary>The command-line tool, installed from its package into a folder.</summary>
sealed class PackedTool
{
    private const string Command = "eventschemas";

    private readonly PackageFeed _feed;

    /// <summary>Installs it.</summary>
    /// <param name="feed">The packages.</param>
    /// <param name="folder">A folder with a nuget.config of the feed; the tool goes below it.</param>
    public PackedTool(PackageFeed feed, string folder)
    {
        _feed = feed;
        Folder = Path.Combine(folder, "tools");
        (int code, string output) = DotNet.Run(
            folder, feed.Restored, "tool", "install", ToolPackageTests.Package, "--version", feed.Version, "--tool-path", Folder);
        Assert.True(code == 0, output);
        Assembly = Directory.EnumerateFiles(Folder, ToolPackageTests.Package + ".dll", SearchOption.AllDirectories).Single();
        Assert.Contains(
            Directory.EnumerateFiles(Folder), file => Path.GetFileNameWithoutExtension(file).Equals(Command, StringComparison.Ordinal));
    }

    /// <summary>The folder that it is installed in.</summary>
    public string Folder { get; }

    /// <summary>Its program.</summary>
    public string Assembly { get; }

    /// <summary>Runs a command in a folder.</summary>
    public (int Code, string Output) Run(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        DotNet.Run(folder, _feed.Restored, Variables(environment), [Assembly, .. arguments]);

    /// <summary>Starts a command that runs until it is interrupted.</summary>
    public RunningProgram Start(string folder, params string[] arguments) => RunningProgram.Start(
        DotNet.StartOf(folder, _feed.Restored, _feed.BuildEnvironment, [Assembly, .. arguments]));

    private Dictionary<string, string?> Variables(IReadOnlyDictionary<string, string?> environment) =>
        _feed.BuildEnvironment.Concat(environment).ToDictionary(StringComparer.Ordinal);
}
