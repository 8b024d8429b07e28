using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EventSchemas.Package.Tests;

/// <summary>The assemblies that the compiler and MSBuild load need only what these provide, and our assemblies beside them.</summary>
public sealed class PackedReferenceTests(PackageFeed feed)
{
    private static readonly string[] CompilerBrings =
    [
        "Microsoft.CodeAnalysis",
        "Microsoft.CodeAnalysis.CSharp",
        "Microsoft.CodeAnalysis.CSharp.Workspaces",
        "Microsoft.CodeAnalysis.Workspaces",
        "System.Collections.Immutable",
        "System.Composition.AttributedModel",
        "System.Memory",
        "netstandard",
    ];

    // Only an editor has Roslyn's Features, so that only one assembly, which only an editor loads, may need them.
    private const string EditorBrings = "Microsoft.CodeAnalysis.Features";
    private const string LoadedByEditor = "EventSchemas.Completion";

    private static readonly string[] MSBuildBrings =
    [
        "Microsoft.Build.Framework",
        "Microsoft.Build.Utilities.Core",
        "System.Collections.Immutable",
        "System.Memory",
        "System.Reflection.Metadata",
        "netstandard",
    ];

    [Fact]
    public void The_compilers_assemblies_reference_Roslyn_and_each_other() => Check("analyzers/dotnet/cs/", CompilerBrings);

    [Fact]
    public void The_build_tasks_reference_MSBuild_and_each_other() => Check("tasks/netstandard2.0/", MSBuildBrings);

    [Fact]
    public void Nothing_else_references_the_assembly_that_only_an_editor_loads() => Assert.DoesNotContain(
        Read("analyzers/dotnet/cs/").Values.SelectMany(references => references), reference => reference.Name == LoadedByEditor);

    private void Check(string folder, string[] brought)
    {
        Dictionary<AssemblyName, AssemblyName[]> packed = Read(folder);
        Dictionary<string, Version?> own =
            packed.Keys.ToDictionary(assembly => assembly.Name!, assembly => assembly.Version, StringComparer.Ordinal);

        Assert.NotEmpty(packed);
        // All have the version of the package, so that two versions of it never get mixed.
        Assert.Single(own.Values.Distinct());
        Assert.All(packed, assembly => Assert.All(assembly.Value, reference => Assert.True(
            own.TryGetValue(reference.Name!, out Version? version) ? version == reference.Version
                : brought.Contains(reference.Name) || (assembly.Key.Name == LoadedByEditor && reference.Name == EditorBrings),
            $"{assembly.Key.Name} references {reference}.")));
    }

    private Dictionary<AssemblyName, AssemblyName[]> Read(string folder)
    {
        using ZipArchive package = ZipFile.OpenRead(feed.FileOf("EventSchemas"));
        return package.Entries.Where(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal)).Select(Read).ToDictionary();
    }

    private static KeyValuePair<AssemblyName, AssemblyName[]> Read(ZipArchiveEntry entry)
    {
        using var bytes = new MemoryStream();
        using (Stream packed = entry.Open())
        {
            packed.CopyTo(bytes);
        }

        bytes.Position = 0;
        using var file = new PEReader(bytes);
        MetadataReader metadata = file.GetMetadataReader();
        return new(
            metadata.GetAssemblyDefinition().GetAssemblyName(),
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())]);
    }
}
