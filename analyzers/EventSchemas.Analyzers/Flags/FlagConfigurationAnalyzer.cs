using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers;

/// <summary>Reports the registration of a producer whose flag no configuration file declares (EVS4002).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FlagConfigurationAnalyzer : DiagnosticAnalyzer
{
    private const int MostNamed = 3;

    // A value of the provider can't be null, so a file that can't be read is an empty list.
    private static readonly SourceTextValueProvider<ImmutableArray<AppSettings>> Texts = new(text =>
        AppSettings.TryParse(text.ToString()) is { } settings ? [settings] : []);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleDescriptors.OfAnalyzer(RuleIds.FeatureFlagUndeclared);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            AdditionalText[] files =
            [
                .. start.Options.AdditionalFiles
                    .Where(file => AppSettings.IsAppSettings(file.Path))
                    .OrderBy(file => file.Path, StringComparer.Ordinal),
            ];
            if (files.Length > 0)
            {
                start.RegisterOperationAction(
                    Guarded.Action((OperationAnalysisContext operation) => Analyze(operation, files, context)), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, AdditionalText[] files, AnalysisContext texts)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (invocation.TargetMethod is not { Name: WellKnownNames.AddProducer, TypeArguments.Length: 1 } method
            || !method.ContainingType.Is(WellKnownNames.KafkaNamespace, WellKnownNames.EventBusBuilder)
            || AttributeReader.EventOf(method.TypeArguments[0])?.FeatureFlag is not { } flag
            || string.IsNullOrWhiteSpace(flag))
        {
            return;
        }

        var names = new List<string>();
        var flags = new SortedSet<string>(StringComparer.Ordinal);
        foreach (AdditionalText file in files)
        {
            ImmutableArray<AppSettings> settings = file.GetText(context.CancellationToken) is { } text
                && texts.TryGetValue(text, Texts, out var found)
                ? found
                : [];
            if (settings.Any(s => s.Declares(flag)))
            {
                return;
            }

            flags.UnionWith(settings.SelectMany(s => s.Flags));
            names.AddRange(settings.Select(_ => Path.GetFileName(file.Path)));
        }

        if (names.Count > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.FeatureFlagUndeclared),
                TypeArgument(invocation.Syntax).GetLocation(),
                ImmutableDictionary<string, string?>.Empty
                    .Add(FlagProperties.Flag, flag)
                    .Add(FlagProperties.NearestFlag, NearestText.Meant(flag, flags)),
                flag,
                method.TypeArguments[0].Name,
                Listed([.. names.Distinct(StringComparer.Ordinal)])));
        }
    }

    private static string Listed(string[] files) => files.Length switch
    {
        1 => files[0],
        <= MostNamed => $"{string.Join(", ", files.Take(files.Length - 1))} or {files[files.Length - 1]}",
        _ => $"{string.Join(", ", files.Take(MostNamed))} or {files.Length - MostNamed} more",
    };

    private static SyntaxNode TypeArgument(SyntaxNode syntax) =>
        (syntax as InvocationExpressionSyntax)?.Expression.DescendantNodesAndSelf()
            .OfType<GenericNameSyntax>()
            .LastOrDefault(name => name.Identifier.ValueText == WellKnownNames.AddProducer)?.TypeArgumentList.Arguments.FirstOrDefault()
            ?? syntax;
}

/// <summary>What a diagnostic about a flag carries for its fix.</summary>
static class FlagProperties
{
    public const string Flag = "flag";

    /// <summary>A declared flag that is near to it.</summary>
    public const string NearestFlag = "nearestFlag";
}
