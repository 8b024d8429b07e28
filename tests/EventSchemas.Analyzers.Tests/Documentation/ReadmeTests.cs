using System.Globalization;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>The example at the top of the README: the analyzers say exactly that, and exactly there.</summary>
public sealed class ReadmeTests
{
    private const string Others = "public sealed record UserData(long Id); public sealed record CourseData(string CourseKey);";

    private const string Added = " string Campus,";

    [Fact]
    public async Task The_example_has_the_error_that_it_shows()
    {
        string[] lines = Example();
        string[] code = [.. lines.Where(line => !line.StartsWith("//", StringComparison.Ordinal))];
        int marked = Array.FindIndex(lines, line => line.Contains('~'));
        string expected = string.Join(' ', lines.Skip(marked + 1).TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => line[3..]));
        string source = string.Join('\n', code);
        Assert.Contains(Added, source, StringComparison.Ordinal);
        using EventProject project = new(source, Others);
        string before = source.Replace(Added, "", StringComparison.Ordinal) + Others;
        for (int number = 1; number <= 3; number++)
        {
            project.WithShipped(number, before);
        }

        project.WithContractOf(before);

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());

        Assert.Equal(expected, $"error {found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)}");
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        FileLinePositionSpan span = found.Location.GetLineSpan();
        Assert.Equal(marked - 1, span.StartLinePosition.Line);
        Assert.Equal(lines[marked].IndexOf('~', StringComparison.Ordinal), span.StartLinePosition.Character);
        Assert.Equal(lines[marked].LastIndexOf('~') + 1, span.EndLinePosition.Character);
    }

    private static string[] Example()
    {
        string[] readme = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "README.md"));
        return [.. readme.SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```")];
    }
}
