using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// Declarations that were changed at random: the generator and the analyzers finish, and what is generated compiles without a diagnostic
/// wherever the source does.
/// </summary>
public sealed class MutatedSourceTests
{
    private const int Inputs = 60;

    private const string Source = """
        [OpenEdxEvent("org.acme.e.v1", Key = "Name", FeatureFlag = "F")]
        public sealed partial record E(
            string Name, int Count, Inner Inner, List<string> Tags, Mode Mode, Page<string> Page, Guid? Id = null);
        public sealed record Inner(long Total, bool Flag, string? Note = null)
        {
            [AvroDecimal(9, 2)] public required decimal Price { get; init; }
        }
        public enum Mode { X, Y }
        public sealed record Page<T>(List<T> Items, T? First);
        """;

    private static readonly string[] Sources = [Source, .. DeclarationKinds.All.Select(kind => kind.Source)];

    [Fact]
    public async Task Nothing_stops_the_generator_and_what_it_writes_compiles()
    {
        var failures = new List<string>();
        for (int i = Scale.FirstInput; i < Scale.FirstInput + (Inputs * Scale.Factor); i++)
        {
            string source = new MutatedSource(new Random(i)).Of(Sources[i % 2 == 0 ? 0 : i / 2 % Sources.Length]);

            StrictResult result = await StrictProject.Of(source).BuildAsync();

            string[] found = [.. result.Faults, .. result.ErrorsInSources.Any() ? [] : result.InGeneratedFiles];
            if (found.Length > 0)
            {
                failures.Add($"Input {i}:\n{source}\n{string.Join('\n', found.Take(5))}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failed, of which:\n{string.Join("\n\n", failures.Take(8))}");
    }
}
