using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Generators;

/// <summary>The steps from an annotated type to its schema. A fault of one event is its problem, and the others go on.</summary>
sealed class EventPipeline(EventStages stages)
{
    /// <summary>Reads every annotated type: one result for each of the attributes that make a record an event.</summary>
    /// <remarks>The transform runs for every event at every edit; what depends only on its result is a later step.</remarks>
    public IReadOnlyList<IncrementalValuesProvider<ReadEvent>> Read(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ProjectFacts> project = context.AnalyzerConfigOptionsProvider
            .Combine(context.ParseOptionsProvider)
            .Combine(context.CompilationProvider.Select(static (compilation, _) => RuntimeNames.Taken(compilation)))
            .Select(static (all, _) => new ProjectFacts(
                FolderSettings.IsDesignTime(all.Left.Left.GlobalOptions),
                all.Left.Right is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 },
                all.Right));
        IncrementalValueProvider<ILookup<string, ShippedFile>> shipped = context.AdditionalTextsProvider
            .Select(static (file, _) => OlderVersions.FileOf(file))
            .Where(static file => file is not null)
            .Collect()
            .Select(static (files, _) => files.ToLookup(file => file!.Path.EventType, file => file!));
        return [.. WellKnownNames.EventAttributes.Select(attribute => Read(context, attribute, project, shipped))];
    }

    /// <summary>Completes declarations and builds their schemas.</summary>
    public IncrementalValuesProvider<BuiltEvent> Build(IncrementalValuesProvider<ReadEvent> read) => read
        .Where(static one => one.Declaration is { CanHaveStubs: true })
        .Select((one, _) => Build(one))
        .WithTrackingName(StepNames.Schemas);

    private IncrementalValuesProvider<ReadEvent> Read(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        IncrementalValueProvider<ProjectFacts> project,
        IncrementalValueProvider<ILookup<string, ShippedFile>> shipped)
    {
        IncrementalValuesProvider<ReadEvent> read = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                (context, cancellationToken) => (Read: Read(context, cancellationToken), Tree: context.TargetNode.SyntaxTree))
            .WithTrackingName(StepNames.Attributes)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (item, _) => WithSettings(item.Left.Read, item.Right.GetOptions(item.Left.Tree), item.Right.GlobalOptions))
            .WithTrackingName(StepNames.Declarations);

        // Only events with the setting are read again for their comments: the first reading runs without settings.
        IncrementalValueProvider<ImmutableArray<ReadDocs>> docs = read
            .Where(static one => one.Declaration is { HasDocs: true })
            .Combine(context.CompilationProvider)
            .Select((item, cancellationToken) => ReadDocsOf(item.Left, item.Right, cancellationToken))
            .Collect();
        IncrementalValueProvider<ImmutableArray<ReadVersions>> versions = read
            .Where(static one => one.Declaration is { } declaration && (declaration.Transports & Transports.Redis) != 0)
            .Combine(shipped)
            .Select(static (item, cancellationToken) => new ReadVersions(
                item.Left.TypeName, OlderVersions.Of(item.Right[item.Left.Declaration!.EventType], cancellationToken)))
            .Collect();
        return read
            .Combine(docs.Combine(versions))
            .Select(static (item, _) => WithVersions(WithDocs(item.Left, item.Right.Left), item.Right.Right))
            .Combine(project)
            .Select(static (item, _) => item.Right.Limit(item.Left));
    }

    private ReadEvent Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        string name = type.ToMetadataName();
        if (!ReferenceEquals(AttributeReader.FindEvent(type), context.Attributes[0]))
        {
            // Each part of the type that has the attribute comes here, and one of them is enough.
            return new ReadEvent(name, null, default);
        }

        try
        {
            SourceProblem[] problems = EventShape.Problem(type, cancellationToken) is { } advice
                ? [new SourceProblem(RuleIds.NotPartialRecord, name, new[] { type.Name, advice }.ToEquatableArray())]
                : [];
            EventDeclaration? declaration = TypeParts.IsPartial(context.TargetNode) && EventShape.HasStubs(type)
                ? stages.Read(type, context.Attributes[0], cancellationToken).Declaration
                : null;
            if (declaration is { HasProducerInterface: false })
            {
                string taken = GeneratedNames.ProducerInterface(declaration.Name);
                problems = [.. problems, new SourceProblem(RuleIds.StubNameTaken, name, new[] { type.Name, taken }.ToEquatableArray())];
            }

            return new ReadEvent(name, declaration, problems.ToEquatableArray());
        }
        catch (Exception e) when (FaultBoundary.IsFault(e))
        {
            return new ReadEvent(name, null, new[] { FaultBoundary.Problem(type, e) }.ToEquatableArray());
        }
    }

    // Without a level in the attribute the folder's counts, and without one there the project's.
    private static ReadEvent WithSettings(ReadEvent read, AnalyzerConfigOptions folder, AnalyzerConfigOptions project)
    {
        if (read.Declaration is not { } declaration)
        {
            return read;
        }

        string? compatibility = declaration.Compatibility ?? FolderSettings.Compatibility(folder)?.ToRegistryName();
        return read with
        {
            Declaration = FolderSettings.Naming(folder, project).ApplyTo(declaration) with
            {
                Compatibility = compatibility,
                EffectiveCompatibility = compatibility ?? FolderSettings.ProjectCompatibility(project).ToRegistryName(),
                ContractFile = FolderSettings.ContractFile(project, declaration.EventType),
                Transports = declaration.Attribute.Transports ?? FolderSettings.TransportsOf(folder, project),
            },
        };
    }

    private ReadDocs ReadDocsOf(ReadEvent read, Compilation compilation, CancellationToken cancellationToken)
    {
        if (compilation.Assembly.GetTypeByMetadataName(read.TypeName) is not { } type
            || AttributeReader.FindEvent(type) is not { } attribute)
        {
            return new ReadDocs(read.TypeName, default, default);
        }

        try
        {
            DeclarationReading reading = stages.Read(type, attribute, cancellationToken);
            return new ReadDocs(read.TypeName, DocReader.Read(reading, cancellationToken), default);
        }
        catch (Exception e) when (FaultBoundary.IsFault(e))
        {
            return new ReadDocs(read.TypeName, default, new[] { FaultBoundary.Problem(type, e) }.ToEquatableArray());
        }
    }

    private static ReadEvent WithDocs(ReadEvent read, ImmutableArray<ReadDocs> docs) =>
        read.Declaration is { HasDocs: true } declaration && docs.FirstOrDefault(one => one.TypeName == read.TypeName) is { } own
            ? read with
            {
                Declaration = declaration with { Docs = own.Docs },
                Problems = own.Problems.Count == 0 ? read.Problems : read.Problems.Concat(own.Problems).ToEquatableArray(),
            }
            : read;

    private static ReadEvent WithVersions(ReadEvent read, ImmutableArray<ReadVersions> versions) =>
        versions.FirstOrDefault(one => one.TypeName == read.TypeName) is { Versions.Count: > 0 } own
            ? read with { Declaration = read.Declaration! with { OlderVersions = own.Versions } }
            : read;

    private BuiltEvent Build(ReadEvent read)
    {
        try
        {
            return new BuiltEvent(stages.BuildSchema(stages.Complete(read.Declaration!).Declaration), default);
        }
        catch (Exception e) when (FaultBoundary.IsFault(e))
        {
            var fault = new SourceProblem(RuleIds.InternalError, read.TypeName, FaultBoundary.Arguments(read.Declaration!.Name, e));
            return new BuiltEvent(null, new[] { fault }.ToEquatableArray());
        }
    }

    /// <summary>The documentation that the comments of an event give.</summary>
    private sealed record ReadDocs(string TypeName, EquatableArray<TypeDoc> Docs, EquatableArray<SourceProblem> Problems);

    /// <summary>The shipped versions of an event.</summary>
    private sealed record ReadVersions(string TypeName, EquatableArray<OlderVersion> Versions);

    /// <summary>What the project says of all events.</summary>
    /// <param name="IsDesignTime">Whether an editor asks.</param>
    /// <param name="HasLanguage">Whether its version of C# is one that generated code can be compiled with.</param>
    /// <param name="TakenNames">Its types that generated code would mean where it names others.</param>
    private sealed record ProjectFacts(bool IsDesignTime, bool HasLanguage, EquatableArray<SourceProblem> TakenNames)
    {
        // In design time the analyzers report it, with fixes; a fault is nobody else's.
        public ReadEvent Limit(ReadEvent read) => !HasLanguage
            ? read with
            {
                Declaration = null,
                Problems = new[] { new SourceProblem(RuleIds.LanguageTooOld, read.TypeName, default) }.ToEquatableArray(),
            }
            : TakenNames.Count > 0 ? read with { Declaration = null, Problems = TakenNames }
            : IsDesignTime && read.Problems.Count > 0
                ? read with { Problems = read.Problems.Where(problem => problem.Rule == RuleIds.InternalError).ToEquatableArray() }
                : read;
    }
}

/// <summary>An annotated type as it was read.</summary>
/// <param name="TypeName">The type as the metadata name it.</param>
/// <param name="Declaration">What it declares; null where it can have no stubs.</param>
/// <param name="Problems">What the generator reports of it.</param>
sealed record ReadEvent(string TypeName, EventDeclaration? Declaration, EquatableArray<SourceProblem> Problems);

/// <summary>An event with its schema, or what went wrong.</summary>
sealed record BuiltEvent(EventSchema? Event, EquatableArray<SourceProblem> Problems);
