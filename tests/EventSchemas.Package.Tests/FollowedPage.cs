using System.Text.RegularExpressions;

namespace EventSchemas.Package.Tests;

/// <summary>
/// A page that is followed word by word, in an empty folder with the packages and nothing else. A block
/// <list type="bullet">
/// <item><c>bash</c> has commands, which are run one after the other. Behind the name of a terminal it has one command, which runs on in
/// that terminal; what ran there before is ended;</item>
/// <item><c>diff</c> behind the name of a file changes that file: "…" stands for lines that stay;</item>
/// <item>of another language, behind the name of a file, is that file;</item>
/// <item>of another language is what the last commands wrote, or behind the name of a terminal what that terminal shows next. White space
/// doesn't count, "…" stands for anything, and times, ids and ports for any others.</item>
/// </list>
/// </summary>
sealed partial class FollowedPage : IDisposable
{
    // Where pages have their folders.
    private const string HomeOfPages = "/home/ada";
    private const string Omitted = "…";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("event schemas page ");
    private readonly Dictionary<string, RunningProgram> _terminals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _environment;
    private readonly PackageFeed _feed;
    private string _folder;
    private string _output = "";
    private bool _hasFailed;

    public FollowedPage(PackageFeed feed)
    {
        _feed = feed;
        _folder = _home.FullName;
        _environment = new(feed.BuildEnvironment, StringComparer.Ordinal)
        {
            // Templates and local tools are installed apart from those of the machine.
            ["DOTNET_CLI_HOME"] = Path.Combine(_home.FullName, "home"),
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "0",
            ["DOTNET_ADD_GLOBAL_TOOLS_TO_PATH"] = "0",
        };
        Write("nuget.config", feed.NuGetConfig);
        Write("Directory.Build.props", "<Project><PropertyGroup><NuGetAudit>false</NuGetAudit></PropertyGroup></Project>");
        Write("Directory.Build.targets", "<Project />");
    }

    /// <summary>Does what a page says.</summary>
    /// <param name="page">Its path in the repository.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task FollowAsync(string page, CancellationToken cancellationToken)
    {
        foreach (CodeBlock block in CodeBlock.Read(page, File.ReadAllText(Path.Combine(RepositoryRoot.Path, page))))
        {
            await FollowAsync(block, cancellationToken);
        }

        AssertSucceeded();
    }

    /// <summary>Runs a command in the folder that the page has led to; gives what it wrote.</summary>
    public string Run(string command)
    {
        _output = "";
        Execute(command);
        AssertSucceeded();
        return _output;
    }

    public void Dispose()
    {
        foreach (RunningProgram program in _terminals.Values)
        {
            program.Dispose();
        }

        _home.Delete(recursive: true);
    }

    private async Task FollowAsync(CodeBlock block, CancellationToken cancellationToken)
    {
        switch (block)
        {
            case { Language: "bash", Terminal: { } terminal }:
                AssertSucceeded();
                await StartAsync(terminal, block.Code.Trim(), cancellationToken);
                break;
            case { Language: "bash" }:
                AssertSucceeded();
                _output = "";
                Array.ForEach(block.Code.Split('\n', StringSplitOptions.RemoveEmptyEntries), Execute);
                break;
            case { Language: "diff", File: { } file }:
                Change(file, block.Code + "\n");
                break;
            case { File: { } file }:
                Write(file, block.Code + "\n");
                break;
            case { Terminal: { } terminal }:
                UseAddresses(await UntilShownAsync(_terminals[terminal], block.Code, cancellationToken));
                break;
            default:
                Assert.True(Shows(_output, block.Code), $"The page has\n{block.Code}\nand the commands wrote\n{_output}");
                _hasFailed &= !block.Code.Contains(": error ", StringComparison.Ordinal);
                break;
        }
    }

    // A command may fail only where the page shows its errors.
    private void AssertSucceeded() => Assert.False(_hasFailed, _output);

    private void Execute(string command)
    {
        string[] words = command.Split(' ');
        switch (words)
        {
            case ["cd", var folder]:
                _folder = Path.GetFullPath(folder, _folder);
                break;
            case ["cat", var file]:
                _output += File.ReadAllText(Path.Combine(_folder, file));
                break;
            case ["dotnet", .. var arguments]:
                Assert.False(_hasFailed, _output);
                (int code, string output) = DotNet.Run(_folder, _feed.Restored, _environment, arguments);
                _output += output;
                _hasFailed = code != 0;
                break;
            default:
                Assert.Fail($"{command}: only cd, cat and dotnet are known here.");
                break;
        }
    }

    private async Task StartAsync(string terminal, string command, CancellationToken cancellationToken)
    {
        if (_terminals.Remove(terminal, out RunningProgram? program))
        {
            await program.StopAsync(cancellationToken);
            program.Dispose();
        }

        Assert.StartsWith("dotnet ", command, StringComparison.Ordinal);
        _terminals[terminal] =
            RunningProgram.Start(DotNet.StartOf(_folder, _feed.Restored, _environment, command.Split(' ')[1..]));
    }

    private async Task<string> UntilShownAsync(RunningProgram program, string text, CancellationToken cancellationToken)
    {
        var shown = new List<string>();
        await program.UntilAsync(
            line =>
            {
                shown.Add(line);
                return Shows(string.Join('\n', shown), text);
            },
            $"'{text.Trim()}'",
            cancellationToken);
        return string.Join('\n', shown);
    }

    // The ports that the page has may be those of other programs.
    private void UseAddresses(string shown)
    {
        if (Addresses().Match(shown) is { Success: true } found)
        {
            _environment["EventBus__Kafka__BootstrapServers"] = found.Groups["kafka"].Value;
            _environment["EventBus__SchemaRegistry__Url"] = found.Groups["registry"].Value;
        }
    }

    private void Change(string file, string diff)
    {
        foreach (string part in diff.Split(Omitted + "\n"))
        {
            string[] lines = part.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            string old = Side(lines, '-');
            string text = Read(file);
            Assert.Contains(old, text, StringComparison.Ordinal);
            Write(file, text.Replace(old, Side(lines, '+'), StringComparison.Ordinal));
        }
    }

    private static string Side(string[] lines, char mark) =>
        string.Concat(lines.Where(line => line[0] == ' ' || line[0] == mark).Select(line => line[1..] + "\n"));

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder, file)).ReplaceLineEndings("\n");

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    private bool Shows(string output, string expected)
    {
        string written = Comparable(output.Replace(_home.FullName, HomeOfPages, StringComparison.Ordinal).Replace('\\', '/'));
        int from = 0;
        foreach (string part in expected.Split(Omitted).Select(Comparable))
        {
            int found = written.IndexOf(part, from, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            from = found + part.Length;
        }

        return true;
    }

    private static string Comparable(string text) => WhiteSpace().Replace(Varying().Replace(text, "*"), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    // Times, ids, ports, and offsets among the messages that a service publishes meanwhile.
    [GeneratedRegex(
        @"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?Z?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=127\.0\.0\.1:)\d+|(?<=\] @)\d+")]
    private static partial Regex Varying();

    [GeneratedRegex(@"^Kafka +(?<kafka>\S+)\s+Schema registry +(?<registry>\S+)")]
    private static partial Regex Addresses();
}
