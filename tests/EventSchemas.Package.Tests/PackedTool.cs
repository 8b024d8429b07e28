namespace EventSchemas.Package.Tests;

/// <summary>The command-line tool, installed from its package into a folder.</summary>
sealed class PackedTool
{
    private const string Command = "eventschemas";

    private readonly PackageFeed _feed;
    private readonly string _program;

    /// <summary>Installs it.</summary>
    /// <param name="feed">The packages.</param>
    /// <param name="folder">The tool goes below this folder.</param>
    public PackedTool(PackageFeed feed, string folder)
    {
        _feed = feed;
        string tools = Path.Combine(folder, "tools");
        File.WriteAllText(Path.Combine(folder, "nuget.config"), feed.NuGetConfig);
        (int code, string output) = DotNet.Run(
            folder, feed.Restored, "tool", "install", ToolPackageTests.Package, "--version", feed.Version, "--tool-path", tools);
        Assert.True(code == 0, output);
        _program = Directory.EnumerateFiles(tools, ToolPackageTests.Package + ".dll", SearchOption.AllDirectories).Single();
        Assert.Contains(
            Directory.EnumerateFiles(tools), file => Path.GetFileNameWithoutExtension(file).Equals(Command, StringComparison.Ordinal));
    }

    /// <summary>Runs a command in a folder.</summary>
    public (int Code, string Output) Run(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        DotNet.Run(folder, _feed.Restored, Variables(environment), [_program, .. arguments]);

    private Dictionary<string, string?> Variables(IReadOnlyDictionary<string, string?> environment) =>
        _feed.BuildEnvironment.Concat(environment).ToDictionary(StringComparer.Ordinal);
}
