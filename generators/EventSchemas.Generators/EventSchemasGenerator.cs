using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Generators;

/// <summary>
/// Writes the schema, the codec and the stubs of every event record, and masks the personal data in its text. It reports no diagnostics:
/// the analyzers do, from the same reading of the declaration.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class EventSchemasGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<EventSchema> events = Events(context);
        IncrementalValuesProvider<RecordDeclaration> records = Once(
            events.Where(static @event => @event.Schema is not null).SelectMany(static (@event, _) => @event.Declaration.Records),
            static record => record.FullName,
            StepNames.Records);
        IncrementalValuesProvider<MaskedRecord> masked = Once(
            records.SelectMany(static (record, _) => record.Masked), static record => record.FullName, StepNames.MaskedRecords);
        IncrementalValuesProvider<EnumDeclaration> enums = Once(
            records.SelectMany(static (record, _) => record.Enums), static @enum => @enum.FullName, StepNames.Enums);

        IncrementalValueProvider<FileNames> names = Files(events, GeneratedFileKind.Event, static @event => @event.Declaration.FullName)
            .Combine(Files(records, GeneratedFileKind.Codec, static record => record.FullName))
            .Combine(Files(enums, GeneratedFileKind.Codec, static @enum => @enum.FullName))
            .Combine(Files(masked, GeneratedFileKind.PrintMembers, static record => record.FullName))
            .Select(static (all, _) => FileNames.Assign([.. all.Left.Left.Left, .. all.Left.Left.Right, .. all.Left.Right, .. all.Right]))
            .WithTrackingName(StepNames.FileNames);

        Register(context, Named(events, names, GeneratedFileKind.Event, static @event => @event.Declaration.FullName), EventEmitter.Emit);
        Register(context, Named(records, names, GeneratedFileKind.Codec, static record => record.FullName), RecordCodecEmitter.Emit);
        Register(context, Named(enums, names, GeneratedFileKind.Codec, static @enum => @enum.FullName), EnumCodecEmitter.Emit);
        Register(
            context,
            Named(masked, names, GeneratedFileKind.PrintMembers, static record => record.FullName),
            PrintMembersEmitter.Emit);
        context.RegisterSourceOutput(Handlers(context), static (context, handlers) =>
        {
            if (handlers.Count > 0)
            {
                context.AddSource(FileNames.DiscoveredHandlers, DiscoveredHandlersEmitter.Emit(handlers));
            }
        });
    }

    // The transform runs for every event at every edit; what depends only on its result is a later step.
    private static IncrementalValuesProvider<EventSchema> Events(IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.Namespace + "." + WellKnownNames.OpenEdxEventAttribute,
                static (node, _) => TypeParts.IsPartial(node),
                static (context, cancellationToken) => (
                    DeclarationReader.Read((INamedTypeSymbol)context.TargetSymbol, context.Attributes[0], cancellationToken).Declaration,
                    Tree: context.TargetNode.SyntaxTree))
            .WithTrackingName(StepNames.Attributes)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (item, _) => WithFolderLevel(item.Left.Declaration, item.Right.GetOptions(item.Left.Tree)))
            .WithTrackingName(StepNames.Declarations)
            .Where(static declaration => declaration.CanHaveStubs)
            .Select(static (declaration, _) => EventSchema.Of(DeclarationCompletion.Complete(declaration).Declaration))
            .WithTrackingName(StepNames.Schemas);

    // Without a level in the attribute the folder's applies, and without one there the project's.
    private static EventDeclaration WithFolderLevel(EventDeclaration declaration, AnalyzerConfigOptions options) =>
        declaration.Compatibility is null && FolderSettings.Compatibility(options) is { } level
            ? declaration with { Compatibility = level.ToRegistryName() }
            : declaration;

    private static IncrementalValueProvider<EquatableArray<HandlerDeclaration>> Handlers(
        IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
                static (context, cancellationToken) =>
                    context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is INamedTypeSymbol type
                        ? HandlerReader.Read(type)
                        : default)
            .Where(static found => found.Count > 0)
            .WithTrackingName(StepNames.Handlers)
            .Collect()
            .Select(static (found, _) => found
                .SelectMany(handlers => handlers)
                .Distinct()
                .OrderBy(handler => handler.Name, StringComparer.Ordinal)
                .ToEquatableArray())
            .WithTrackingName(StepNames.AllHandlers);

    // A type that several events reach has one model, so the first is used for all.
    private static IncrementalValuesProvider<T> Once<T>(IncrementalValuesProvider<T> items, Func<T, string> name, string step) => items
        .Collect()
        .SelectMany((all, _) => all.GroupBy(name, StringComparer.Ordinal).Select(same => same.First()))
        .WithTrackingName(step);

    private static IncrementalValueProvider<ImmutableArray<GeneratedFile>> Files<T>(
        IncrementalValuesProvider<T> items, GeneratedFileKind kind, Func<T, string> name) =>
        items.Select((item, _) => new GeneratedFile(kind, name(item))).Collect();

    // With its own name only, so that a file stays as it is where another type's name is added.
    private static IncrementalValuesProvider<(T Item, string FileName)> Named<T>(
        IncrementalValuesProvider<T> items, IncrementalValueProvider<FileNames> names, GeneratedFileKind kind, Func<T, string> typeName) =>
        items.Combine(names).Select((item, _) => (item.Left, item.Right[new GeneratedFile(kind, typeName(item.Left))]));

    private static void Register<T>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<(T Item, string FileName)> items,
        Func<T, string> emit) =>
        context.RegisterSourceOutput(items, (context, item) => context.AddSource(item.FileName, emit(item.Item)));
}
