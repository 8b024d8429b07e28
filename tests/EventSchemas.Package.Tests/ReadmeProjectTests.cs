using System.Text.RegularExpressions;

namespace EventSchemas.Package.Tests;

/// <summary>The project of the README, from its text alone: it builds without a warning, and its test passes.</summary>
public sealed partial class ReadmeProjectTests(PackageFeed feed)
{
    [Fact]
    public void The_project_of_the_README_builds_and_its_test_passes()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
        string section = readme[readme.IndexOf("## Use it", StringComparison.Ordinal)..];
        using var project = new ConsumingProject(feed, ("Shop.cs", BlockOf(section, "csharp")));
        project.Write("Shop.csproj", OurVersion().Replace(BlockOf(section, "xml"), $"${{1}}{feed.Version}\""));

        project.Build("-p:NuGetAudit=false", "-p:TreatWarningsAsErrors=true");
        (int code, string output) = DotNet.Run(project.Folder, feed.Restored, Path.Combine("bin", "Debug", "net10.0", "Shop.dll"));

        Assert.True(code == 0, output);
        Assert.Contains("Failed: 0", output, StringComparison.Ordinal);
        Assert.True(project.Has("schemas/org.example.order.placed.v1.avsc"));
        Assert.True(project.Has("schemas/org.example.order.placed.v1.contract.json"));
    }

    private static string BlockOf(string text, string language)
    {
        string start = $"```{language}\n";
        string block = text[(text.IndexOf(start, StringComparison.Ordinal) + start.Length)..];
        return block[..block.IndexOf("```", StringComparison.Ordinal)];
    }

    // The README names the next release; the packages under test have a version of their own.
    [GeneratedRegex("(\"EventSchemas[.A-Za-z]*\" Version=\")[^\"]*\"")]
    private static partial Regex OurVersion();
}
