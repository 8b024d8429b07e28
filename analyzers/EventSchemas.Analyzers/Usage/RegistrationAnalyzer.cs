using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EventSchemas.Analyzers;

/// <summary>Reports registrations that would stop the service at its start or run a handler twice (EVS5004).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegistrationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleDescriptors.OfAnalyzer(RuleIds.HandlersClash);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var usage = new UsageInCompilation(start.Compilation);
            start.RegisterOperationBlockStartAction(block => AnalyzeBlock(block, usage));
            start.RegisterSymbolAction(
                Guarded.Action((SymbolAnalysisContext symbol) => AnalyzeDiscovery(symbol, usage)), SymbolKind.NamedType);
        });
    }

    private static void AnalyzeBlock(OperationBlockStartAnalysisContext context, UsageInCompilation usage)
    {
        var found = new ConcurrentBag<Registration>();
        context.RegisterOperationAction(
            Guarded.Action((OperationAnalysisContext operation) =>
            {
                if (Registration.Of((IInvocationOperation)operation.Operation) is { } registration)
                {
                    found.Add(registration);
                }
            }),
            OperationKind.Invocation);
        context.RegisterOperationBlockEndAction(Guarded.Action((OperationBlockAnalysisContext end) =>
        {
            foreach (IGrouping<SyntaxNode, Registration> registrations in found.GroupBy(registration => registration.Builder))
            {
                Registration[] inOrder = [.. registrations.OrderBy(registration => registration.Call.Syntax.Span.End)];
                ReportNames(end, inOrder, RegistrationKind.Group);
                ReportNames(end, inOrder, RegistrationKind.Handler);
                ReportDiscovered(end, inOrder, usage);
            }
        }));
    }

    private static void ReportNames(OperationBlockAnalysisContext context, Registration[] registrations, RegistrationKind kind)
    {
        Registration[] named = [.. registrations.Where(registration => registration.Kind == kind && registration.Name is not null)];
        for (int i = 0; i < named.Length; i++)
        {
            Registration later = named[i];
            if (named.Take(i).FirstOrDefault(earlier => earlier.Name == later.Name && earlier.RunsBefore(later)) is { } first)
            {
                string message = kind == RegistrationKind.Group
                    ? $"The consumer group '{later.Name}' is registered twice: put all its handlers into one registration"
                    : $"The group has two handlers named '{later.Name}', and what each has settled is told apart by the name: "
                        + "give one of them another";
                context.ReportDiagnostic(
                    Diagnostic.Create(RuleDescriptors.Of(RuleIds.HandlersClash), later.NamePlace(), [first.NamePlace()], message));
            }
        }
    }

    private static void ReportDiscovered(OperationBlockAnalysisContext context, Registration[] registrations, UsageInCompilation usage)
    {
        foreach (Registration discovery in registrations.Where(registration => registration.Kind == RegistrationKind.DiscoveredHandlers))
        {
            IEnumerable<Registration> handlers = registrations.Where(registration => registration.Kind == RegistrationKind.Handler);
            foreach (Registration registration in handlers.Where(registration => BothRun(registration, discovery)))
            {
                ReportDiscovered(context, registration, discovery, usage);
            }
        }
    }

    private static void ReportDiscovered(
        OperationBlockAnalysisContext context, Registration registration, Registration discovery, UsageInCompilation usage)
    {
        if (!SymbolEqualityComparer.Default.Equals(discovery.Call.TargetMethod.ContainingAssembly, context.Compilation.Assembly)
            || registration.Handler is not INamedTypeSymbol handler)
        {
            return;
        }

        if (usage.Discovered.Any(named => named.Any(found => SymbolEqualityComparer.Default.Equals(found.Type, handler))))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.HandlersClash), registration.HandlerPlace(), [discovery.Call.Syntax.GetLocation()],
                $"AddDiscoveredHandlers registers '{handler.Name}' as well, so it would be in the group twice: "
                + "remove this registration, or register all handlers of the group by hand"));
        }
        else if (registration.Name is { } name && usage.Discovered[name].FirstOrDefault() is { Type: { } other })
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.HandlersClash), registration.NamePlace(), [discovery.Call.Syntax.GetLocation()],
                $"AddDiscoveredHandlers registers '{other.Name}' under the name '{name}', "
                + "and what each has settled is told apart by the name: give one of them another"));
        }
    }

    private static bool BothRun(Registration one, Registration other) =>
        one.Call.Syntax.Span.End < other.Call.Syntax.Span.End ? one.RunsBefore(other) : other.RunsBefore(one);

    private static void AnalyzeDiscovery(SymbolAnalysisContext context, UsageInCompilation usage)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || !type.AllInterfaces.Any(SymbolExtensions.IsEventHandler) || !usage.AddsDiscoveredHandlers)
        {
            return;
        }

        foreach (HandlerDeclaration handler in HandlerReader.Read(type))
        {
            if (usage.Discovered[handler.Name].FirstOrDefault(found => found.Handler != handler) is { Type: { } other })
            {
                bool isSelf = SymbolEqualityComparer.Default.Equals(other, type);
                context.ReportUnlessCompilerDoes(Diagnostic.Create(
                    RuleDescriptors.Of(RuleIds.HandlersClash),
                    type.Place(),
                    isSelf ? [] : [other.Place()],
                    isSelf
                        ? $"'{type.Name}' handles two events of one name, so AddDiscoveredHandlers would register it twice "
                            + $"as '{handler.Name}': handle one of them in a class of its own"
                        : $"'{type.ToDisplayString()}' and '{other.ToDisplayString()}' would both be discovered "
                            + $"as '{handler.Name}': give one of them another name with [HandlerName]"));
                return;
            }
        }
    }
}
