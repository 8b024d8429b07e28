using System.Diagnostics;

namespace EventSchemas.Build.Tests;

/// <summary>The sample says which line breaks other services, and what the build says of it. This makes that edit.</summary>
public sealed class SampleTests
{
    private const string Sample = "samples/Enrollments";

    private static readonly string Configuration =
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_build_says_of_the_samples_breaking_edit_what_the_sample_says()
    {
        (int code, string output) = await RunAsync(
            Path.Combine(RepositoryRoot.Path, Sample, "bin", Configuration, "net10.0", "Enrollments.dll"));
        Assert.True(code == 0, output);
        string[] lines = [.. output.Split('\n').Select(line => line.Trim())];
        int start = Array.FindIndex(lines, line => line.StartsWith("Now break it. In ", StringComparison.Ordinal));
        Assert.True(start >= 0, output);
        string file = Path.GetRelativePath(Sample, lines[start].Split(' ')[4].TrimEnd(','));
        string above = lines[start + 1];
        string added = lines[start + 3];
        string error = string.Join(
            ' ', lines.Skip(start + 5).TakeWhile(line => !line.StartsWith("Every published", StringComparison.Ordinal)));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("eventschemas-sample");
        try
        {
            Copy(folder.FullName);
            string path = Path.Combine(folder.FullName, file);
            string source = await File.ReadAllTextAsync(path, Token);
            Assert.Contains(above, source, StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, source.Replace(above, $"{above}\n\n    {added}", StringComparison.Ordinal), Token);

            (int built, string log) = await RunAsync("build", folder.FullName, "--no-dependencies", "-c", Configuration, "-nologo");

            Assert.True(built != 0, log);
            string[] errors =
                [.. log.Split('\n').Where(line => line.Contains("error ", StringComparison.Ordinal)).Select(Message).Distinct()];
            Assert.Equal([error], errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The compiler appends the address of the rule's page, and MSBuild the project.
    private static string Message(string line) =>
        line[line.IndexOf("error ", StringComparison.Ordinal)..].Split(" [/")[0].Split(" (https://")[0].Trim();

    /// <summary>The sample elsewhere: what it shares with the repository is found by absolute paths.</summary>
    private static void Copy(string folder)
    {
        string root = RepositoryRoot.Path;
        string source = Path.Combine(root, Sample);
        string[] built = [Path.Combine(source, "bin"), Path.Combine(source, "obj")];
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories)
            .Where(file => !built.Any(one => file.StartsWith(one, StringComparison.Ordinal))))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        string project = Path.Combine(folder, "Enrollments.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("../../", root + "/", StringComparison.Ordinal));
        foreach (string shared in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            File.WriteAllText(
                Path.Combine(folder, shared), $"""<Project><Import Project="{Path.Combine(root, shared)}" /></Project>""");
        }

        File.Copy(Path.Combine(root, ".editorconfig"), Path.Combine(folder, ".editorconfig"));
        File.Copy(Path.Combine(root, "global.json"), Path.Combine(folder, "global.json"));
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(Token);
        string output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, output + await errors);
    }
}
