using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Generators;

/// <summary>The steps from handlers to <c>AddDiscoveredHandlers</c>.</summary>
static class HandlerPipeline
{
    /// <summary>Reads every class that may be a handler.</summary>
    public static IncrementalValuesProvider<ReadHandler> Read(IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax { BaseList: not null } or RecordDeclarationSyntax { BaseList: not null },
                static (context, cancellationToken) =>
                    context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is INamedTypeSymbol type
                        ? Read(type)
                        : ReadHandler.None)
            .Where(static found => found.Handlers.Count + found.Problems.Count > 0)
            .Combine(context.AnalyzerConfigOptionsProvider.Select(
                static (options, _) => FolderSettings.IsDesignTime(options.GlobalOptions)))
            .Select(static (item, _) => item.Right && item.Left.Problems.Count > 0
                ? item.Left with { Problems = item.Left.Problems.Where(one => one.Rule == RuleIds.InternalError).ToEquatableArray() }
                : item.Left);

    /// <summary>Writes the method that registers them.</summary>
    public static void RegisterDiscovery(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ReadHandler> handlers)
    {
        IncrementalValueProvider<EquatableArray<HandlerDeclaration>> all = handlers
            .Select(static (one, _) => one.Handlers)
            .Where(static found => found.Count > 0)
            .WithTrackingName(StepNames.Handlers)
            .Collect()
            .Select(static (found, _) => found
                .SelectMany(one => one)
                .Distinct()
                .OrderBy(handler => handler.Name, StringComparer.Ordinal)
                .ToEquatableArray())
            .WithTrackingName(StepNames.AllHandlers);
        IncrementalValueProvider<DiscoveryPlace?> place = context.CompilationProvider.Select(static (compilation, _) =>
            RuntimeNames.Taken(compilation).Count > 0 ? null : PlaceIn(compilation));
        context.RegisterSourceOutput(all.Combine(place), static (context, item) =>
        {
            // Where the events get no code, their handlers can't be registered.
            if (item.Left.Count > 0 && item.Right is { } place)
            {
                context.AddSource(FileNames.DiscoveredHandlers, DiscoveredHandlersEmitter.Emit(item.Left, place));
            }
        });
    }

    private static ReadHandler Read(INamedTypeSymbol type)
    {
        try
        {
            SourceProblem[] problems = HandledTypes.HasOther(type)
                ? [new SourceProblem(RuleIds.HandledTypeIsNotEvent, type.ToMetadataName(), default)]
                : [];
            return new ReadHandler(HandlerReader.Read(type), problems.ToEquatableArray());
        }
        catch (Exception e) when (FaultBoundary.IsFault(e))
        {
            return new ReadHandler(default, new[] { FaultBoundary.Problem(type, e) }.ToEquatableArray());
        }
    }

    // Two methods of one namespace are ambiguous, and one in the global namespace is found before one that a using brings.
    private static DiscoveryPlace PlaceIn(Compilation compilation)
    {
        bool isGlobal = compilation.GetTypesByMetadataName($"{WellKnownNames.Namespace}.{WellKnownNames.DiscoveredHandlers}").Any(type =>
            !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly));
        INamespaceOrTypeSymbol? around = isGlobal
            ? compilation.Assembly.GlobalNamespace
            : compilation.Assembly.GlobalNamespace.InnerNamespace(WellKnownNames.Namespace);
        string name = WellKnownNames.DiscoveredHandlers;
        while (around is not null && !around.GetMembers(name).IsEmpty)
        {
            name += "2";
        }

        return new DiscoveryPlace(isGlobal, name);
    }
}

/// <summary>A class as it was read.</summary>
/// <param name="Handlers">What it handles.</param>
/// <param name="Problems">What the generator reports of it.</param>
sealed record ReadHandler(EquatableArray<HandlerDeclaration> Handlers, EquatableArray<SourceProblem> Problems)
{
    public static ReadHandler None { get; } = new(default, default);
}
