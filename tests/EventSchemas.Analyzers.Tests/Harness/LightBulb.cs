using System.Collections;
using System.Reflection;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// The light bulb of an editor: the fixes as Roslyn's own service finds, orders and shows them. The service isn't public, so it is called
/// by reflection.
/// </summary>
static class LightBulb
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Type Service =
        EditorWorkspace.Features.GetType("Microsoft.CodeAnalysis.CodeFixes.ICodeFixService", throwOnError: true)!;

    /// <summary>What is offered in a file of a project, in the order of the editor.</summary>
    public static async Task<CodeAction[]> OfAsync(Solution solution, ProjectId id, string file)
    {
        using var workspace = new AdhocWorkspace(EditorWorkspace.Host);
        Document document = EditorWorkspace.Copy(workspace, solution).GetProject(id)!.Documents.Single(one => one.Name == file);
        SourceText text = await document.GetTextAsync();
        object service = Export();
        object stream = Service.GetMethod("StreamFixesAsync")!.Invoke(
            service, [document, new TextSpan(0, text.Length), null, CancellationToken.None])!;
        var actions = new List<CodeAction>();
        foreach (object collection in await ItemsAsync(stream))
        {
            if (Read(collection, "Provider")!.GetType().Assembly == typeof(EditRecordFix).Assembly)
            {
                actions.AddRange(((IEnumerable)Read(collection, "Fixes")!).Cast<object>().Select(fix => (CodeAction)Read(fix, "Action")!));
            }
        }

        return [.. actions.OrderByDescending(action => action.Priority)];
    }

    private static object Export()
    {
        Type provider = typeof(MefHostServices).GetInterfaces().Single(one => one.Name == "IMefHostExportProvider");
        MethodInfo exports = provider.GetMethods()
            .Single(method => method.Name == "GetExports" && method.GetGenericArguments().Length == 1)
            .MakeGenericMethod(Service);
        object lazy = ((IEnumerable)exports.Invoke(EditorWorkspace.Host, null)!).Cast<object>().Single();
        return Read(lazy, "Value")!;
    }

    private static async Task<IReadOnlyList<object>> ItemsAsync(object stream)
    {
        Type item = EditorWorkspace.Features.GetType("Microsoft.CodeAnalysis.CodeFixes.CodeFixCollection", throwOnError: true)!;
        Type source = typeof(IAsyncEnumerable<>).MakeGenericType(item);
        Type cursor = typeof(IAsyncEnumerator<>).MakeGenericType(item);
        object items = source.GetMethod("GetAsyncEnumerator")!.Invoke(stream, [CancellationToken.None])!;
        var found = new List<object>();
        while (await (ValueTask<bool>)cursor.GetMethod("MoveNextAsync")!.Invoke(items, null)!)
        {
            found.Add(cursor.GetProperty("Current")!.GetValue(items)!);
        }

        return found;
    }

    private static object? Read(object owner, string name) =>
        owner.GetType().GetField(name, All)?.GetValue(owner) ?? owner.GetType().GetProperty(name, All)?.GetValue(owner);
}
