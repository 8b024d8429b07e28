using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>
/// The events of compilations. An edit creates a new compilation; only its events that reach the edited file are read again, unless the
/// edit changed what names can mean.
/// </summary>
/// <param name="stages">The stages from a symbol to a schema.</param>
sealed class EventCache(EventStages stages)
{
    private readonly ConditionalWeakTable<SyntaxTree, TreeSummary> _summaries = new();
    private readonly ConcurrentDictionary<string, Snapshot> _snapshots = new(StringComparer.Ordinal);
    private int _read;

    /// <summary>How many declarations have been read.</summary>
    public int Read => Volatile.Read(ref _read);

    /// <summary>The events, in the order of their types' names.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="options">The project's settings.</param>
    /// <param name="added">Files of it whose types no other file can mean: the other events are read as if there were none of them.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public IReadOnlyList<AnalyzedEvent> EventsOf(
        Compilation compilation,
        AnalyzerConfigOptionsProvider options,
        IReadOnlyCollection<SyntaxTree> added,
        CancellationToken cancellationToken)
    {
        TreeSummary[] summaries = [.. Summaries(compilation, cancellationToken)];
        long surface = summaries.Aggregate(0L, (sum, summary) => unchecked(sum + summary.Surface));
        surface = added.Aggregate(surface, (sum, tree) => unchecked(sum - SummaryOf(tree, cancellationToken).Surface));
        string assembly = compilation.AssemblyName ?? "";
        IReadOnlyDictionary<string, AnalyzedEvent> known =
            _snapshots.TryGetValue(assembly, out Snapshot? before) && before.Means(compilation, surface)
                ? before.Events
                : ImmutableDictionary<string, AnalyzedEvent>.Empty;
        var events = new SortedDictionary<string, AnalyzedEvent>(StringComparer.Ordinal);
        foreach (string name in summaries.SelectMany(summary => summary.Events).Distinct(StringComparer.Ordinal))
        {
            if (known.TryGetValue(name, out AnalyzedEvent? same)
                && same.Trees.All(compilation.ContainsSyntaxTree)
                && same.Naming == NamingOf(same.Declaration.Conventions, same.Tree, options))
            {
                events.Add(name, same);
            }
            else if (compilation.Assembly.GetTypeByMetadataName(name) is { } type && AttributeReader.FindEvent(type) is { } attribute)
            {
                Interlocked.Increment(ref _read);
                SyntaxTree tree = AnalyzedEvent.TreeOf(type, attribute);
                NamingSettings? naming = NamingOf(AttributeReader.Event(attribute).Conventions, tree, options);
                events.Add(name, new EventReader(stages).ReadOrFail(type, attribute, naming, cancellationToken));
            }
        }

        _snapshots[assembly] = new Snapshot(surface, compilation.ExternalReferences, compilation.Options, events);
        return [.. events.Values];
    }

    /// <summary>The parts of records and enums that only some builds have, by the names of their types.</summary>
    public ILookup<string, ConditionalPart> ConditionalPartsOf(Compilation compilation, CancellationToken cancellationToken) =>
        Summaries(compilation, cancellationToken)
            .SelectMany(summary => summary.Conditional)
            .ToLookup(part => part.Type, StringComparer.Ordinal);

    // Null where the settings can't matter, so that they needn't be asked for at every edit.
    private static NamingSettings? NamingOf(EventConventions conventions, SyntaxTree tree, AnalyzerConfigOptionsProvider options) =>
        conventions.HasNamingOptions ? FolderSettings.Naming(options.GetOptions(tree), options.GlobalOptions) : null;

    private IEnumerable<TreeSummary> Summaries(Compilation compilation, CancellationToken cancellationToken) =>
        compilation.SyntaxTrees.Select(tree => SummaryOf(tree, cancellationToken));

    private TreeSummary SummaryOf(SyntaxTree tree, CancellationToken cancellationToken) =>
        _summaries.GetValue(tree, one => TreeSummary.Of(one, cancellationToken));

    private sealed record Snapshot(
        long Surface,
        ImmutableArray<MetadataReference> References,
        CompilationOptions Options,
        IReadOnlyDictionary<string, AnalyzedEvent> Events)
    {
        // Whether names have the same meaning in a compilation as in this one.
        public bool Means(Compilation compilation, long surface) =>
            surface == Surface
            && compilation.Options.Equals(Options)
            && (compilation.ExternalReferences == References || compilation.ExternalReferences.SequenceEqual(References));
    }
}
