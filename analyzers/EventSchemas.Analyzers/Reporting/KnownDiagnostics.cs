using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>
/// Makes equal diagnostics of one analysis and the next the same object. Roslyn compares the arguments of messages by reference, so an
/// editor that analyzes a project twice would list each diagnostic twice. Safe for concurrent use.
/// </summary>
sealed class KnownDiagnostics
{
    private readonly ConcurrentDictionary<(string Assembly, string Owner), IReadOnlyDictionary<Key, Diagnostic>> _last = new();

    /// <summary>The diagnostics about one type, each once, and the known one for each that is equal to it.</summary>
    public IEnumerable<Diagnostic> Reuse(Compilation compilation, string owner, IEnumerable<Diagnostic> found)
    {
        ILookup<Key, Diagnostic> equal = found.ToLookup(Key.Of);
        if (equal.Count == 0)
        {
            return [];
        }

        (string, string) type = (compilation.AssemblyName ?? "", owner);
        _last.TryGetValue(type, out IReadOnlyDictionary<Key, Diagnostic>? last);
        var now = new Dictionary<Key, Diagnostic>();
        foreach (IGrouping<Key, Diagnostic> group in equal)
        {
            Diagnostic first = group.First();
            now.Add(
                group.Key,
                last is not null && last.TryGetValue(group.Key, out Diagnostic? old) && SaysTheSame(old, first) ? old : first);
        }

        _last[type] = now;
        return now.Values;
    }

    /// <summary>Forgets the types of a compilation that nothing is reported about any more.</summary>
    public void ForgetAllBut(Compilation compilation, IEnumerable<string> owners)
    {
        string assembly = compilation.AssemblyName ?? "";
        var kept = new HashSet<string>(owners, StringComparer.Ordinal);
        foreach ((string Assembly, string Owner) type in _last.Keys.Where(type => type.Assembly == assembly && !kept.Contains(type.Owner)))
        {
            _last.TryRemove(type, out _);
        }
    }

    // What a fix gets to know.
    private static bool SaysTheSame(Diagnostic old, Diagnostic now) =>
        old.Properties.Count == now.Properties.Count
        && now.Properties.All(property => old.Properties.TryGetValue(property.Key, out string? value) && value == property.Value)
        && old.AdditionalLocations.SequenceEqual(now.AdditionalLocations);

    private sealed record Key(string Id, Location Place, DiagnosticSeverity Severity, string Message)
    {
        public static Key Of(Diagnostic diagnostic) => new(
            diagnostic.Id, diagnostic.Location, diagnostic.Severity, diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }
}
