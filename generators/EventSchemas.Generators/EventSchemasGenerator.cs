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
        IReadOnlyList<IncrementalValuesProvider<ReadEvent>> read = _pipeline.Read(context);
        IncrementalValuesProvider<BuiltEvent>[] built = [.. read.Select(_pipeline.Build)];
        IncrementalValuesProvider<EventSchema>[] events =
        [
            .. built.Select(one => one.Where(static item => item.Event is not null).Select(static (item, _) => item.Event!)),
        ];
        IncrementalValuesProvider<RecordDeclaration> records = Once(
            Collect(events.Select(one => one
                .Where(static @event => @event.Schema is not null)
                .SelectMany(static (@event, _) => @event.Declaration.Records))),
            static record => (record.FullName, record.CodecSuffix),
            StepNames.Records);
        IncrementalValuesProvider<MaskedRecord> masked = Once(
            records.SelectMany(static (record, _) => record.Masked).Collect(),
            static record => record.FullName,
            StepNames.MaskedRecords);
        IncrementalValuesProvider<EnumDeclaration> enums = Once(
            records.SelectMany(static (record, _) => record.Enums).Collect(), static @enum => @enum.FullName, StepNames.Enums);

        IncrementalValueProvider<FileNames> names = Collect(events.Select(one => one.Select(static (@event, _) => FileOf(@event))))
            .Combine(records.Select(static (record, _) => FileOf(record)).Collect())
            .Combine(enums.Select(static (@enum, _) => FileOf(@enum)).Collect())
            .Combine(masked.Select(static (record, _) => FileOf(record)).Collect())
            .Select(static (all, _) => FileNames.Assign([.. all.Left.Left.Left, .. all.Left.Left.Right, .. all.Left.Right, .. all.Right]))
            .WithTrackingName(StepNames.FileNames);

        foreach (IncrementalValuesProvider<EventSchema> one in events)
        {
            Register(context, Named(one, names, static @event => FileOf(@event)), EventEmitter.Emit);
        }

        Register(context, Named(records, names, static record => FileOf(record)), RecordCodecEmitter.Emit);
        Register(context, Named(enums, names, static @enum => FileOf(@enum)), EnumCodecEmitter.Emit);
        Register(context, Named(masked, names, static record => FileOf(record)), PrintMembersEmitter.Emit);
        IncrementalValuesProvider<ReadHandler> handlers = HandlerPipeline.Read(context);
        HandlerPipeline.RegisterDiscovery(context, handlers);
        ProblemReport.Register(
            context,
            Collect(read.Select(one => one.SelectMany(static (item, _) => item.Problems))),
            Collect(built.Select(one => one.SelectMany(static (item, _) => item.Problems))),
            handlers.SelectMany(static (one, _) => one.Problems).Collect());
    }

    private static GeneratedFile FileOf(EventSchema @event) => new(GeneratedFileKind.Event, @event.Declaration.FullName);

    private static GeneratedFile FileOf(RecordDeclaration record) => new(GeneratedFileKind.Codec, record.FullName, record.CodecSuffix);

    private static GeneratedFile FileOf(EnumDeclaration @enum) => new(GeneratedFileKind.Codec, @enum.FullName);

    private static GeneratedFile FileOf(MaskedRecord record) => new(GeneratedFileKind.PrintMembers, record.FullName);

    private static IncrementalValueProvider<ImmutableArray<T>> Collect<T>(IEnumerable<IncrementalValuesProvider<T>> sources) => sources
        .Select(source => source.Collect())
        .Aggregate((all, next) => all.Combine(next).Select(static (both, _) => both.Left.AddRange(both.Right)));

    // A type that several events reach has one model under one convention, so the first is used for all.
    private static IncrementalValuesProvider<T> Once<T, TKey>(
        IncrementalValueProvider<ImmutableArray<T>> items, Func<T, TKey> key, string step) => items
        .SelectMany((all, _) => all.GroupBy(key).Select(same => same.First()))
        .WithTrackingName(step);

    // With its own name only, so that a file stays as it is where another type's name is added.
    private static IncrementalValuesProvider<(T Item, string FileName)> Named<T>(
        IncrementalValuesProvider<T> items, IncrementalValueProvider<FileNames> names, Func<T, GeneratedFile> file) =>
        items.Combine(names).Select((item, _) => (item.Left, item.Right[file(item.Left)]));

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
