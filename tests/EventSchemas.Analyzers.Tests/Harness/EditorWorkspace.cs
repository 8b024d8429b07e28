using System.Reflection;
using EventSchemas.CodeFixes;
using EventSchemas.Completion;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Projects in a workspace that has the services of an editor.</summary>
static class EditorWorkspace
{
    /// <summary>Roslyn's services for editors.</summary>
    public static Assembly Features { get; } = Assembly.Load("Microsoft.CodeAnalysis.Features");

    /// <summary>The host of a workspace.</summary>
    public static MefHostServices Host { get; } = MefHostServices.Create(
        MefHostServices.DefaultAssemblies.Concat([Features, Assembly.Load("Microsoft.CodeAnalysis.CSharp.Features")]).Distinct());

    /// <summary>A copy of a solution in which the editor finds analyzers, fixes and completion as those of a package.</summary>
    public static Solution Copy(AdhocWorkspace workspace, Solution solution)
    {
        var loader = new Loader();
        Solution copy = solution.GetProjectDependencyGraph()
            .GetTopologicallySortedProjects()
            .Aggregate(workspace.CurrentSolution, (copy, id) => Add(copy, solution.GetProject(id)!, loader));
        Assert.True(workspace.TryApplyChanges(copy));
        return workspace.CurrentSolution;
    }

    private static Solution Add(Solution solution, Project project, Loader loader)
    {
        ProjectInfo info = ProjectInfo
            .Create(
                project.Id,
                VersionStamp.Default,
                project.Name,
                project.AssemblyName,
                project.Language,
                filePath: $"/p/{project.Name}.csproj",
                projectReferences: project.ProjectReferences)
            .WithMetadataReferences(project.MetadataReferences)
            .WithParseOptions(project.ParseOptions!)
            .WithCompilationOptions(project.CompilationOptions!)
            .WithAnalyzerReferences(new[] { typeof(EventAnalyzer), typeof(EditRecordFix), typeof(EventArgumentCompletion) }
                .Select(type => new AnalyzerFileReference(type.Assembly.Location, loader)));
        Solution copy = solution.AddProject(info);
        foreach (TextDocument document in project.Documents)
        {
            copy = copy.AddDocument(document.Id, document.Name, TextOf(document), filePath: "/p/" + document.Name);
        }

        foreach (TextDocument document in project.AdditionalDocuments)
        {
            copy = copy.AddAdditionalDocument(document.Id, document.Name, TextOf(document), filePath: document.FilePath);
        }

        foreach (TextDocument document in project.AnalyzerConfigDocuments)
        {
            copy = copy.AddAnalyzerConfigDocument(document.Id, document.Name, TextOf(document), filePath: "/p/" + document.Name);
        }

        return copy;
    }

    private static SourceText TextOf(TextDocument document) => document.GetTextAsync().GetAwaiter().GetResult();

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
