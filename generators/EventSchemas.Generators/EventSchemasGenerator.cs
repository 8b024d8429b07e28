using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
        IncrementalValuesProvider<EventDeclaration> events = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.Namespace + "." + WellKnownNames.OpenEdxEventAttribute,
                static (node, _) => PartialTypes.IsPartial(node),
                static (context, cancellationToken) => (
                    Declaration: DeclarationReader.Read((INamedTypeSymbol)context.TargetSymbol, context.Attributes[0], cancellationToken).Declaration,
                    Tree: context.TargetNode.SyntaxTree))
            .WithTrackingName(StepNames.Attributes)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (item, _) => CompatibilitySetting.Apply(item.Left.Declaration, item.Right.GetOptions(item.Left.Tree)))
            .WithTrackingName(StepNames.Declarations)
            .Where(static declaration => declaration.CanHaveStubs);

        IncrementalValuesProvider<RecordDeclaration> records = events
            .Where(static declaration => declaration.IsRepresentable)
            .SelectMany(static (declaration, _) => declaration.Records)
            .Collect()
            .SelectMany(static (records, _) => records.Distinct())
            .WithTrackingName(StepNames.Records);

        IncrementalValuesProvider<MaskedRecord> maskedRecords = records
            .SelectMany(static (record, _) => record.Masked)
            .Collect()
            .SelectMany(static (records, _) => records.Distinct())
            .WithTrackingName(StepNames.MaskedRecords);

        IncrementalValuesProvider<EnumDeclaration> enums = records
            .SelectMany(static (record, _) => EnumDeclaration.Of(record))
            .Collect()
            .SelectMany(static (enums, _) => enums.Distinct())
            .WithTrackingName(StepNames.Enums);

        IncrementalValueProvider<EquatableArray<HandlerDeclaration>> handlers = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
                static (context, cancellationToken) => context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is INamedTypeSymbol type
                    ? HandlerReader.Read(type)
                    : default)
            .Where(static found => found.Count > 0)
            .WithTrackingName(StepNames.Handlers)
            .Collect()
            .Select(static (found, _) => found.SelectMany(f => f).Distinct().OrderBy(h => h.Name, StringComparer.Ordinal).ToEquatableArray())
            .WithTrackingName(StepNames.AllHandlers);

        context.RegisterSourceOutput(events, static (context, declaration) =>
            context.AddSource(EventEmitter.FileName(declaration), EventEmitter.Emit(declaration)));
        context.RegisterSourceOutput(records, static (context, record) =>
            context.AddSource(RecordCodecEmitter.FileName(record), RecordCodecEmitter.Emit(record)));
        context.RegisterSourceOutput(maskedRecords, static (context, record) =>
            context.AddSource(PrintMembersEmitter.FileName(record), PrintMembersEmitter.Emit(record)));
        context.RegisterSourceOutput(enums, static (context, @enum) =>
            context.AddSource(EnumCodecEmitter.FileName(@enum), EnumCodecEmitter.Emit(@enum)));
        context.RegisterSourceOutput(handlers, static (context, found) =>
        {
            if (found.Count > 0)
            {
                context.AddSource(DiscoveredHandlersEmitter.FileName, DiscoveredHandlersEmitter.Emit(found));
            }
        });
    }
}
