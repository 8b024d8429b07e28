using System.Globalization;
using EventSchemas.Declarations;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// Declarations that were changed at random: the generator and the analyzers finish, and what is generated compiles without a diagnostic
/// wherever the source does.
/// </summary>
public sealed class MutatedSourceTests
{
    private const int Inputs = 100;

    // Binding the references costs far more than one source does, so sources share a compilation.
    private const int BatchSize = 50;

    [Fact]
    public async Task Nothing_stops_the_generator_and_what_it_writes_compiles()
    {
        var failures = new List<string>();
        IEnumerable<MutatedInput> inputs = Enumerable.Range(Scale.FirstInput, Inputs * Scale.Factor).Select(MutatedInput.Of);
        foreach (MutatedInput[] batch in inputs.Chunk(BatchSize))
        {
            foreach (MutatedInput alone in batch.Where(input => input.IsAlone))
            {
                await FindAsync([alone], EventStages.Default, failures);
            }

            await FindAsync([.. batch.Where(input => !input.IsAlone)], EventStages.Default, failures);
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failed, of which:\n{string.Join("\n\n", failures.Take(8))}");
    }

    [Fact]
    public async Task A_fault_at_one_of_many_is_found_and_reported_with_its_number()
    {
        EventStages failing = EventStages.Default with
        {
            Complete = declaration => declaration.FullName.Contains("m12.", StringComparison.Ordinal)
                ? throw new InvalidOperationException("Not so.")
                : EventStages.Default.Complete(declaration),
        };
        var failures = new List<string>();

        await FindAsync([.. Enumerable.Range(8, 6).Select(MutatedInput.Of)], failing, failures);

        string failure = Assert.Single(failures);
        Assert.StartsWith("Input 12:\n", failure, StringComparison.Ordinal);
        Assert.Contains("EVS1901", failure, StringComparison.Ordinal);
    }

    // Halves a batch that shows a fault until the source that has it is found.
    private static async Task FindAsync(MutatedInput[] inputs, EventStages stages, List<string> failures)
    {
        string[] found = inputs.Length == 0 ? [] : await FaultsOfAsync(inputs, stages);
        if (found.Length == 0)
        {
            return;
        }

        int before = failures.Count;
        if (inputs.Length > 1)
        {
            int half = inputs.Length / 2;
            await FindAsync(inputs[..half], stages, failures);
            await FindAsync(inputs[half..], stages, failures);
        }

        if (failures.Count == before)
        {
            string which = string.Join(", ", inputs.Select(input => input.Number.ToString(CultureInfo.InvariantCulture)));
            string text = string.Join('\n', inputs.Take(2).Select(input => input.Text));
            failures.Add($"Input {which}:\n{text}\n{string.Join('\n', found.Take(5))}");
        }
    }

    private static async Task<string[]> FaultsOfAsync(MutatedInput[] inputs, EventStages stages)
    {
        try
        {
            StrictProject project = StrictProject.Of([.. inputs.Select(input => input.Text)]) with { Stages = stages };
            StrictResult result = await project.BuildAsync();
            HashSet<int> wrong = [.. result.ErrorsInSources.Select(error => NumberOf(error, inputs))];
            return
            [
                .. result.Faults,
                .. result.OfGeneratedFiles.Where(one => !IsOfWrongSource(one, inputs, wrong)).Select(one => one.ToString()),
            ];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [e.ToString()];
        }
    }

    private static int NumberOf(Diagnostic error, MutatedInput[] inputs) =>
        StrictProject.IndexOf(error.Location.SourceTree) is { } i ? inputs[i].Number : -1;

    // What is generated for a source that doesn't compile needn't compile. The line says which source that is, otherwise the file.
    private static bool IsOfWrongSource(Diagnostic diagnostic, MutatedInput[] inputs, HashSet<int> wrong)
    {
        if (inputs.Length == 1)
        {
            return wrong.Count > 0;
        }

        SyntaxTree tree = diagnostic.Location.SourceTree!;
        int line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        int[] named = MutatedInput.NamedIn(tree.GetText().Lines[line].ToString());
        if (named.Length == 0)
        {
            named = MutatedInput.NamedIn(tree.ToString());
        }

        return named.Length > 0 && named.All(wrong.Contains);
    }
}
