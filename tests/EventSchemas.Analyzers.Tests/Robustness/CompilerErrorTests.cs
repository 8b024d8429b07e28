using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Where the compiler reports an error, EventSchemas says nothing, in a build and in an editor.</summary>
public sealed class CompilerErrorTests
{
    public static TheoryData<string> Kinds => [.. CompilerErrorKinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_error_of_the_compiler_is_said_once(string name)
    {
        (_, string source, string errors, string[] reported) = CompilerErrorKinds.All.Single(kind => kind.Name == name);
        StrictProject project = StrictProject.Of(source);

        StrictResult build = await project.BuildAsync();
        StrictResult editor = await (project with { Properties = InEditor }).BuildAsync();

        Assert.Empty(build.Faults.Concat(editor.Faults));
        string ofCompiler = string.Join(' ', build.ErrorsInSources.Select(error => error.Id).Distinct().Order(StringComparer.Ordinal));
        string found = $"{ofCompiler} | build: {string.Join(", ", build.Underlined)} | editor: {string.Join(", ", editor.Underlined)}";
        string expected = $"{errors} | build: {string.Join(", ", reported)} | editor: {string.Join(", ", reported)}";
        Assert.True(found == expected, $"KIND {name}: {found}");
    }

    [Fact]
    public async Task While_a_shipped_event_is_typed_nothing_is_said_of_it()
    {
        const string others = "public sealed record Plain(string Name); public enum Kind { P, Q }";
        const string typed = """
            [OpenEdxEvent("org.acme.a.v1", Topic = "a", Key = "Plain.Name", FeatureFlag = "A", FlagRemoveBy = "2099-02-28")]
            public sealed partial record A(Plain Plain, List<Plain>? More, [property: AvroName("x")] Kind Count = Kind.P)
            {
                [AvroDecimal(9, 2), JustifiedBreak("EVS3002", "Not released yet.")]
                public decimal Price { get; init; }
                public required string Note { get; set; }
            }
            """;
        using EventProject project = new EventProject(others, typed[..1]).WithContractOf(others + typed).WithShipped(1, others + typed);
        var found = new List<string>();
        for (int end = 2; end < typed.Length; end++)
        {
            await project.EditAsync("File1.cs", typed[..(end - 1)], typed[..end]);
            found.AddRange((await project.DiagnosticsAsync())
                .Where(one => one.Severity >= DiagnosticSeverity.Warning && one.Id.StartsWith("EVS", StringComparison.Ordinal))
                .Select(one => $"{one.Id} after …{typed[Math.Max(0, end - 30)..end]}"));
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Take(10)));
    }

    private static IReadOnlyDictionary<string, string> InEditor { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["build_property.DesignTimeBuild"] = "true",
    };
}
