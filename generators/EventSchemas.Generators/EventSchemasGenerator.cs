using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Generators;

/// <summary>
/// Writes the schema, the codec and the stubs of every event record, and masks the personal data in its text. The analyzers report what is
/// wrong with events, from the same reading of the declaration; the generator itself reports its own faults and, in a build, what leaves
/// an event without stubs, because the compiler shows no analyzer's diagnostics beside its errors.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class EventSchemasGenerator : IIncrementalGenerator
{
    private readonly EventPipeline _pipeline;

    /// <summary>The generator of the product.</summary>
    public EventSchemasGenerator()
        : this(EventStages.Default)
    {
    }

    /// <summary>A generator with other stages, for tests of what happens where one fails.</summary>
    internal EventSchemasGenerator(EventStages stages)
    {
        _pipeline = new EventPipeline(stages);
    }

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ReadEvent> read = _pipeline.Read(context);
        IncrementalValuesProvider<BuiltEvent> built = _pipeline.Build(read);
        IncrementalValuesProvider<EventSchema> events = built
            .Where(static one => one.Event is not null)
            .Select(static (one, _) => one.Event!);
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
        IncrementalValuesProvider<ReadHandler> handlers = HandlerPipeline.Read(context);
        HandlerPipeline.RegisterDiscovery(context, handlers);
        ProblemReport.Register(
            context,
            read.SelectMany(static (one, _) => one.Problems),
            built.SelectMany(static (one, _) => one.Problems),
            handlers.SelectMany(static (one, _) => one.Problems));
    }

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
        context.RegisterSourceOutput(items, (context, item) =>
        {
            try
            {
                context.AddSource(item.FileName, emit(item.Item));
            }
            catch (Exception e) when (FaultBoundary.IsFault(e))
            {
                context.ReportDiagnostic(ProblemReport.Fault(item.FileName, e));
            }
        });
}
