using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.CodeFixes;

/// <summary>Creates a class that handles an event, in a file beside it.</summary>
static class CreateHandler
{
    private static readonly string[] Needed = ["System", "System.Threading", "System.Threading.Tasks", WellKnownNames.Namespace];

    public static FixEdit? At(RefactoringPlace place, CancellationToken cancellationToken)
    {
        if (place.Node is not RecordDeclarationSyntax
            || place.Type.ContainingType is not null
            || !place.Events.Any(e => e.Place.Owner == place.Type.OwnerKey()))
        {
            return null;
        }

        string name = place.Type.Name + "Handler";
        string file = name + ".cs";
        if (place.Type.ContainingNamespace.GetTypeMembers(name).Length > 0
            || place.Document.Project.Documents.Any(one => one.Name == file && one.Folders.SequenceEqual(place.Document.Folders)))
        {
            return null;
        }

        string text = TextOf(place, name, cancellationToken);
        return new FixEdit($"Create the handler '{name}'", place.Change()) { Added = [new NewFile(place.Document, file, text)] };
    }

    private static string TextOf(RefactoringPlace place, string name, CancellationToken cancellationToken)
    {
        var imported = new HashSet<string>(GlobalUsings(place.Model.Compilation, cancellationToken), StringComparer.Ordinal);
        string[] usings = [.. Needed.Where(one => !imported.Contains(one)).Select(one => $"using {one};")];
        string[] @namespace = place.Type.ContainingNamespace is { IsGlobalNamespace: false } around
            ? [$"namespace {around.ToDisplayString()};", ""]
            : [];
        string step = MemberEdits.IndentationStep(place.Text);
        string keyword = place.Type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal";
        string @event = ((RecordDeclarationSyntax)place.Node).Identifier.Text;
        string[] lines =
        [
            .. usings,
            .. usings.Length == 0 ? Array.Empty<string>() : [""],
            .. @namespace,
            $"{keyword} sealed class {name} : IEventHandler<{@event}>",
            "{",
            $"{step}public Task HandleAsync({@event} value, EventContext context, CancellationToken cancellationToken)",
            $"{step}{{",
            $"{step}{step}throw new NotImplementedException();",
            $"{step}}}",
            "}",
            "",
        ];
        return string.Join(MemberEdits.LineEnding(place.Text), lines);
    }

    private static IEnumerable<string> GlobalUsings(Compilation compilation, CancellationToken cancellationToken) => compilation.SyntaxTrees
        .SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot(cancellationToken)).Usings)
        .Where(one => !one.GlobalKeyword.IsKind(SyntaxKind.None) && one.Alias is null && one.StaticKeyword.IsKind(SyntaxKind.None))
        .Select(one => one.Name?.ToString().Replace("global::", "") ?? "");
}
