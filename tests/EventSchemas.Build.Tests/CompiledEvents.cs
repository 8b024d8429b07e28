using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Build.Tests;

/// <summary>Assemblies that say events, as the generator's attribute does.</summary>
static class CompiledEvents
{
    /// <summary>Compiles the text into an assembly in a folder; gives its path.</summary>
    public static string Compile(string folder, string source)
    {
        string path = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".dll");
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(OpenEdxEventAttribute).Assembly.Location)
            .Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create(
            "Events", [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.Emit(path).Success);
        return path;
    }

    /// <summary>The attribute of an event.</summary>
    public static string Contract(string eventType, string schema, string options = "") =>
        $"[assembly: EventSchemas.EventContract({SymbolDisplay.FormatLiteral(eventType, true)}, {SymbolDisplay.FormatLiteral(schema, true)}{options})]\n";
}
