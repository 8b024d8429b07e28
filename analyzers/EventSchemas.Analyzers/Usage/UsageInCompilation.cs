using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>
/// The use of events in all files of a compilation. Each part is computed when it is first needed, without a token, so that a
/// cancellation isn't kept for later calls.
/// </summary>
sealed class UsageInCompilation
{
    private readonly Lazy<UsageSyntax[]> _files;
    private readonly Lazy<ILookup<string, (INamedTypeSymbol Type, HandlerDeclaration Handler)>> _discovered;
    private readonly Lazy<bool> _declaresEvents;
    private readonly Lazy<HashSet<string>> _namesInCalls;
    private readonly Lazy<HashSet<string>> _aliases;

    public UsageInCompilation(Compilation compilation)
    {
        _files = new(() => [.. compilation.SyntaxTrees.Select(tree => UsageSyntax.Of(tree, CancellationToken.None))]);
        _namesInCalls = new(() => Union(file => file.NamesInCalls));
        _aliases = new(() => Union(file => file.Aliases));
        _declaresEvents = new(() => Types(compilation, Union(file => file.Events)).Any(type => type.IsEvent()));
        _discovered = new(() => Types(compilation, Union(file => file.Classes))
            .SelectMany(type => HandlerReader.Read(type).Select(handler => (type, handler)))
            .ToLookup(found => found.handler.Name, StringComparer.Ordinal));
    }

    public bool DeclaresEvents => _declaresEvents.Value;

    public bool AddsConsumerGroup => _files.Value.Any(file => file.AddsConsumerGroup);

    public bool AddsDiscoveredHandlers => _files.Value.Any(file => file.AddsDiscoveredHandlers);

    /// <summary>The names in type arguments of calls and in <c>typeof</c>.</summary>
    public HashSet<string> NamesInCalls => _namesInCalls.Value;

    /// <summary>The names that using directives give to types.</summary>
    public HashSet<string> Aliases => _aliases.Value;

    /// <summary>The handlers that <c>AddDiscoveredHandlers</c> registers, by the name that it gives them.</summary>
    public ILookup<string, (INamedTypeSymbol Type, HandlerDeclaration Handler)> Discovered => _discovered.Value;

    private HashSet<string> Union(Func<UsageSyntax, HashSet<string>> part) => new(_files.Value.SelectMany(part), StringComparer.Ordinal);

    private static IEnumerable<INamedTypeSymbol> Types(Compilation compilation, HashSet<string> names) =>
        names.Count == 0
            ? []
            : compilation.GetSymbolsWithName(names.Contains, SymbolFilter.Type, CancellationToken.None).OfType<INamedTypeSymbol>();
}
