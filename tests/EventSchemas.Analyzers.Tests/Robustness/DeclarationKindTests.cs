using System.Text.RegularExpressions;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// Every kind of declaration under the strictest settings: the generator finishes, nothing that it writes has a diagnostic, and what
/// can't be supported is reported at its place.
/// </summary>
public sealed partial class DeclarationKindTests
{
    public static MatrixTheoryData<string, string> Kinds { get; } =
        new(DeclarationKinds.All.Select(kind => kind.Name), ["OpenEdxEvent", "AvroEvent"]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_kind_is_generated_or_refused_at_its_place(string name, string attribute)
    {
        (_, string source, string[] reported) = DeclarationKinds.All.Single(kind => kind.Name == name);

        StrictResult result =
            await StrictProject.Of(source.Replace("OpenEdxEvent", attribute, StringComparison.Ordinal)).BuildAsync();

        Assert.Equal(
            reported.Select(one => one.Replace("OpenEdxEvent", attribute, StringComparison.Ordinal)), result.Hold().Underlined);
    }

    [Fact]
    public async Task No_kind_keeps_another_from_being_generated()
    {
        string[] sources =
        [
            .. DeclarationKinds.All
                .Where(kind => !kind.Source.Contains("namespace", StringComparison.Ordinal)
                    && !kind.Source.StartsWith("using", StringComparison.Ordinal))
                .Select((kind, i) => FormattableString.Invariant($"namespace N{i} {{ {EventType().Replace(kind.Source, $"$0.n{i}")} }}")),
        ];

        StrictResult result = await StrictProject.Of(sources).BuildAsync();

        result.Hold();
    }

    [Fact]
    public async Task Two_types_of_one_name_are_the_compilers_error_and_others_are_generated()
    {
        StrictResult result = await StrictProject.Of("""
            [OpenEdxEvent("org.acme.e.v1", FeatureFlag = "F")] public sealed partial record E(string A);
            [OpenEdxEvent("org.acme.f.v1", FeatureFlag = "F")] public partial class E { public string? B { get; init; } }
            [OpenEdxEvent("org.acme.g.v1", FeatureFlag = "F")] public sealed partial record Fine(string A);
            """).BuildAsync();

        Assert.Empty(result.Faults);
        Assert.NotEmpty(result.ErrorsInSources);
        Assert.Contains("Fine.g.cs", result.GeneratedTrees.Select(tree => Path.GetFileName(tree.FilePath)));
    }

    [Fact]
    public async Task A_nullable_of_a_nullable_is_the_compilers_error_alone()
    {
        StrictResult result = await StrictProject.Of("""
            [OpenEdxEvent("org.acme.e.v1", FeatureFlag = "F")]
            public sealed partial record E(Nullable<int?> A, Nullable<string?> B, List<Nullable<int?>> C);
            """).BuildAsync();

        Assert.Empty(result.Faults);
        Assert.Empty(result.Underlined);
        Assert.All(result.ErrorsInSources, error => Assert.Equal("CS0453", error.Id));
    }

    [Fact]
    public async Task Inputs_that_broke_earlier_versions_do_no_harm()
    {
        Assert.SkipWhen(SharedFiles.GeneratorInputs is null, "The inputs are not on this machine: they come from ../shared.");
        foreach (string file in Directory.GetFiles(SharedFiles.GeneratorInputs!, "*.cs").Order(StringComparer.Ordinal))
        {
            string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

            StrictResult result = await StrictProject.Of(NewFile().Split(text)).BuildAsync();

            Assert.True(
                !result.Faults.Any() && !result.InGeneratedFiles.Any(),
                $"{Path.GetFileName(file)}: {string.Join('\n', result.Faults.Concat(result.InGeneratedFiles))}");
        }
    }

    [GeneratedRegex("org\\.acme")]
    private static partial Regex EventType();

    [GeneratedRegex("^//// file .*$", RegexOptions.Multiline)]
    private static partial Regex NewFile();
}
