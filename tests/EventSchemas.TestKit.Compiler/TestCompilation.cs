using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.TestKit;

/// <summary>Compilations like those of a user's project: C# 14, nullable reference types, the usual usings.</summary>
public static class TestCompilation
{
    /// <summary>The SDK's implicit usings that tests need, and ours.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using EventSchemas;

        """;

    /// <summary>The file of the usings.</summary>
    public const string UsingsFile = "Usings.cs";

    /// <summary>The language that the tests are written in.</summary>
    public static CSharpParseOptions Language { get; } = new(LanguageVersion.CSharp14);

    /// <summary>The options of a library.</summary>
    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>
    /// A library without files. A compilation that is derived from it, with its name and its references, has the references bound
    /// already, which takes longer than to compile a few records.
    /// </summary>
    public static CSharpCompilation Empty { get; } = CSharpCompilation.Create(
        "Events", references: TestReferences.Library, options: Options);

    /// <summary>Compiles files that are named File0.cs, File1.cs and so on, after the usings.</summary>
    public static CSharpCompilation Of(params IEnumerable<string> sources) =>
        Create("Events", sources.Select((text, i) => ($"File{i}.cs", text)));

    /// <summary>Compiles files, after the usings.</summary>
    public static CSharpCompilation Create(
        string assembly, IEnumerable<(string Path, string Text)> files, params IEnumerable<MetadataReference> references) =>
        Empty.AddReferences(references)
            .WithAssemblyName(assembly)
            .AddSyntaxTrees(files.Prepend((UsingsFile, Usings)).Select(file => Parse(file.Item1, file.Item2)));

    /// <summary>Parses a file.</summary>
    public static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Language, path);
}
