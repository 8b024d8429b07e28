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
    private readonly ConcurrentDictionary<string, Dictionary<Key, Diagnostic>> _last = new(StringComparer.Ordinal);

    /// <summary>The diagnostics of an analysis, each once, and the known one for each that is equal to it.</summary>
    public IReadOnlyList<OwnedDiagnostic> Reuse(Compilation compilation, IEnumerable<OwnedDiagnostic> found)
    {
        string assembly = compilation.AssemblyName ?? "";
        Dictionary<Key, Diagnostic>? last = _last.TryGetValue(assembly, out Dictionary<Key, Diagnostic>? known) ? known : null;
        var now = new Dictionary<Key, Diagnostic>();
        var reused = new List<OwnedDiagnostic>();
        foreach (OwnedDiagnostic item in found)
        {
            Key key = Key.Of(item);
            if (now.ContainsKey(key))
            {
                continue;
            }

            Diagnostic diagnostic = last is not null && last.TryGetValue(key, out Diagnostic? old) && SaysTheSame(old, item.Diagnostic)
                ? old
                : item.Diagnostic;
            now.Add(key, diagnostic);
            reused.Add(item with { Diagnostic = diagnostic });
        }

        _last[assembly] = now;
        return reused;
    }

    // What a fix gets to know.
    private static bool SaysTheSame(Diagnostic old, Diagnostic now) =>
        old.Properties.Count == now.Properties.Count
        && now.Properties.All(property => old.Properties.TryGetValue(property.Key, out string? value) && value == property.Value)
        && old.AdditionalLocations.SequenceEqual(now.AdditionalLocations);

    private sealed record Key(string Owner, string Id, Location Place, DiagnosticSeverity Severity, string Message)
    {
        public static Key Of(OwnedDiagnostic item) => new(
            item.Owner,
            item.Diagnostic.Id,
            item.Diagnostic.Location,
            item.Diagnostic.Severity,
            item.Diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }
}
