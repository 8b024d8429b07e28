using System.Diagnostics;
using EventSchemas.Completion;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers.Tests;

/// <summary>The completion of an editor, as Roslyn's own service gives it.</summary>
static class Completions
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>What our provider completes at a position, with where it comes from.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="id">The project.</param>
    /// <param name="file">The file.</param>
    /// <param name="position">The position.</param>
    /// <param name="isExpected">Whether something must come. Roslyn loads the providers of a project in the background.</param>
    public static async Task<string[]> OfAsync(Solution solution, ProjectId id, string file, int position, bool isExpected)
    {
        using var workspace = new AdhocWorkspace(EditorWorkspace.Host);
        Document document = EditorWorkspace.Copy(workspace, solution).GetProject(id)!.Documents.Single(one => one.Name == file);
        if (!isExpected)
        {
            return await ItemsAsync(new EventArgumentCompletion(), document, position);
        }

        SourceText text = await document.GetTextAsync();
        CompletionService service = CompletionService.GetService(document)!;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Deadline; await Task.Yield())
        {
            CompletionList list = await service.GetCompletionsAsync(document, position);
            string[] items =
            [
                .. list.ItemsList
                    .Where(item => item.InlineDescription.Length > 0)
                    .Select(item => $"{text.ToString(item.Span)}→{item.DisplayText} ({item.InlineDescription})"),
            ];
            if (items.Length > 0)
            {
                return items;
            }
        }

        return [];
    }

    // Whoever waits for nothing would wait until the deadline, so that the provider is asked itself.
    private static async Task<string[]> ItemsAsync(CompletionProvider provider, Document document, int position)
    {
        var context = new CompletionContext(
            provider, document, position, new(position, 0), CompletionTrigger.Invoke, options: null!, CancellationToken.None);
        await provider.ProvideCompletionsAsync(context);
        var items = (IEnumerable<CompletionItem>)typeof(CompletionContext)
            .GetProperty("Items", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(context)!;
        return [.. items.Select(item => item.DisplayText)];
    }
}
