using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace EventSchemas.TestKit;

/// <summary>Assemblies that declare events as the generator does, with an attribute of the assembly.</summary>
public static class CompiledEvents
{
    /// <summary>Compiles the text into an assembly in a folder; returns its path.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="source">The text.</param>
    /// <param name="name">The name of the file; null for a new one.</param>
    public static string Compile(string folder, string source, string? name = null)
    {
        string path = Path.Combine(folder, name ?? Guid.NewGuid().ToString("N") + ".dll");
        EmitResult result = CSharpCompilation
            .Create("Events", [TestCompilation.Parse("Events.cs", source)], TestReferences.Library, TestCompilation.Options)
            .Emit(path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }

    /// <summary>The attribute of an event.</summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="options">Further arguments, each with a comma before it.</param>
    public static string Contract(string eventType, string schema, string options = "") =>
        $"[assembly: EventSchemas.EventContract({SymbolDisplay.FormatLiteral(eventType, true)}, "
        + $"{SymbolDisplay.FormatLiteral(schema, true)}{options})]\n";
}
