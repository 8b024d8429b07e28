using System.Collections.Concurrent;
using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>What comes of holding events against their contract files, kept for as long as the declaration and the files are the same.</summary>
sealed class ContractCache
{
    private readonly ConcurrentDictionary<string, ContractFiles> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Assembly, string Event), (Question Question, ContractVerdict? Verdict)> _verdicts = new();

    // Of the analyzer, not of an analysis: every new compilation begins one, and would parse all files again.
    private readonly SourceTextValueProvider<Baseline> _schemas;
    private readonly SourceTextValueProvider<ParsedContract> _contracts;
    private int _checked;
    private int _parsed;

    public ContractCache()
    {
        _schemas = new SourceTextValueProvider<Baseline>(text => Count(Baseline.Parse(text.ToString())));
        _contracts = new SourceTextValueProvider<ParsedContract>(text => Count(ParsedContract.Parse(text.ToString())));
    }

    /// <summary>How many events have been checked.</summary>
    public int Checked => Volatile.Read(ref _checked);

    /// <summary>How many texts have been parsed.</summary>
    public int Parsed => Volatile.Read(ref _parsed);

    /// <summary>The texts of an analysis: the compiler keeps what comes of a text for as long as the text is the same, whatever is typed elsewhere.</summary>
    public ContractTexts TextsOf(AnalysisContext context) => new(
        text => context.TryGetValue(text, _schemas, out Baseline? baseline) ? baseline : null,
        text => context.TryGetValue(text, _contracts, out ParsedContract? contract) ? contract : null);

    /// <summary>The contract files of a compilation.</summary>
    public ContractFiles FilesOf(Compilation compilation, ImmutableArray<AdditionalText> files)
    {
        string assembly = compilation.AssemblyName ?? "";
        _files.TryGetValue(assembly, out ContractFiles? before);
        if (before is not null && (before.Files == files || before.Files.SequenceEqual(files)))
        {
            return before;
        }

        var now = new ContractFiles(files, before);
        _files[assembly] = now;
        return now;
    }

    /// <summary>An event's verdict; null where it has no schema, or its contract file can't be read.</summary>
    public ContractVerdict? VerdictOf(Compilation compilation, EventInProject @event, ContractFiles files, ContractTexts texts, CancellationToken cancellationToken)
    {
        var question = new Question(@event.Event.Declaration, files.Of(@event.Event.Declaration.EventType) ?? ContractSet.None(@event.Event.Declaration.EventType), @event.Level, @event.Settings.Today);
        (string, string) key = (compilation.AssemblyName ?? "", @event.Event.MetadataName);
        if (_verdicts.TryGetValue(key, out var known) && known.Question.Equals(question))
        {
            return known.Verdict;
        }

        Interlocked.Increment(ref _checked);
        ContractVerdict? verdict = ContractVerdict.Of(question.Declaration, question.Level, question.Files, texts, question.Today, cancellationToken);
        _verdicts[key] = (question, verdict);
        return verdict;
    }

    private T Count<T>(T parsed)
    {
        Interlocked.Increment(ref _parsed);
        return parsed;
    }

    private sealed record Question(EventDeclaration Declaration, ContractSet Files, CompatibilityLevel Level, DateTime Today);
}
