using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>An editor that analyzes a project twice gets equal diagnostics, so that it shows each once.</summary>
public sealed class EqualDiagnosticsTests
{
    private const string Before = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(int Count, Shared S); "
        + "[OpenEdxEvent(\"org.acme.b.v1\", FeatureFlag = \"F\")] public partial record B(Shared S); public record Shared(int N);";

    [Fact]
    public async Task Two_analyses_of_the_same_files_give_equal_diagnostics()
    {
        string now = Before.Replace("int Count", "long Count, object Wrong", StringComparison.Ordinal)
            .Replace("Shared(int N)", "Shared(string N, int M)", StringComparison.Ordinal);
        using EventProject project = new EventProject(now).WithContractOf(Before).WithShipped(1, Before);

        Diagnostic[] first = [.. await project.DiagnosticsAsync()];
        Diagnostic[] second = [.. await project.DiagnosticsAsync()];

        Assert.True(first.Length > 2, string.Join(", ", first.Select(found => found.Id)));
        Assert.Equal(first, second);
        Assert.Equal(first.Length, first.Concat(second).Distinct().Count());
    }

    [Fact]
    public async Task An_edit_elsewhere_changes_no_diagnostic()
    {
        using EventProject project = new EventProject(Before.Replace("int N", "string N", StringComparison.Ordinal), "class Other;")
            .WithContractOf(Before);
        Diagnostic[] first = [.. await project.DiagnosticsAsync()];

        await project.EditAsync("File1.cs", "Other;", "Other2;");

        Assert.NotEmpty(first);
        Assert.Equal(first, await project.DiagnosticsAsync());
    }
}
