using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace EventSchemas.Build.Tests;

/// <summary>Assemblies that declare events as the generator does, with an attribute of the assembly.</summary>
static class CompiledEvents
{
    /// <summary>Compiles the text into an assembly in a folder; returns its path.</summary>
    public static string Compile(string folder, string source)
    {
        string path = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".dll");
        EmitResult result = CSharpCompilation
            .Create("Events", [TestCompilation.Parse("Events.cs", source)], TestReferences.Library, TestCompilation.Options)
            .Emit(path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }

    /// <summary>The attribute of an event.</summary>
    public static string Contract(string eventType, string schema, string options = "") =>
        $"[assembly: EventSchemas.EventContract({SymbolDisplay.FormatLiteral(eventType, true)}, "
        + $"{SymbolDisplay.FormatLiteral(schema, true)}{options})]\n";
}
