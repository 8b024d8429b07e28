using System.Collections.Concurrent;
using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>The verdicts on events, each kept for as long as the declaration and its files are the same.</summary>
sealed class ContractCache
{
    private readonly ConcurrentDictionary<string, ContractFiles> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Assembly, string Event), Answer> _answers = new();

    // These belong to the analyzer, not to one analysis: every new compilation starts one, and would parse all files again.
    private readonly SourceTextValueProvider<ParsedText<AvroSchema>> _schemas;
    private readonly SourceTextValueProvider<ParsedText<ContractFile>> _contracts;
    private int _checked;
    private int _parsed;

    public ContractCache()
    {
        _schemas = new SourceTextValueProvider<ParsedText<AvroSchema>>(
            text => Count(ParsedText<AvroSchema>.Of(text.ToString(), AvroSchema.Parse)));
        _contracts = new SourceTextValueProvider<ParsedText<ContractFile>>(text => Count(ContractFile.Parse(text.ToString())));
    }

    /// <summary>How many events have been checked.</summary>
    public int Checked => Volatile.Read(ref _checked);

    /// <summary>How many texts have been parsed.</summary>
    public int Parsed => Volatile.Read(ref _parsed);

    /// <summary>
    /// The texts of an analysis. The compiler keeps a parsed text for as long as the text is the same, whatever is edited elsewhere.
    /// </summary>
    public ContractTexts TextsOf(AnalysisContext context) => new(
        text => context.TryGetValue(text, _schemas, out ParsedText<AvroSchema>? schema) ? schema : null,
        text => context.TryGetValue(text, _contracts, out ParsedText<ContractFile>? contract) ? contract : null);

    /// <summary>The contract files of a compilation.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="files">Its additional files.</param>
    /// <param name="folder">The project's contract folder; null where it isn't known.</param>
    public ContractFiles FilesOf(Compilation compilation, ImmutableArray<AdditionalText> files, string? folder)
    {
        string assembly = compilation.AssemblyName ?? "";
        _files.TryGetValue(assembly, out ContractFiles? before);
        if (before is not null && before.Folder == folder && (before.Files == files || before.Files.SequenceEqual(files)))
        {
            return before;
        }

        var now = new ContractFiles(files, folder, before);
        _files[assembly] = now;
        return now;
    }

    /// <summary>Checks an event, unless that was done before.</summary>
    public CheckedEvent Check(
        Compilation compilation,
        AnalyzedEvent @event,
        EventSettings settings,
        ContractFiles files,
        ContractTexts texts,
        CancellationToken cancellationToken)
    {
        EventDeclaration declaration = @event.Declaration;
        EventContractFiles own = files.Of(declaration.EventType);
        CompatibilityLevel level = CompatibilityLevels.TryParseRegistryName(declaration.Compatibility, out CompatibilityLevel declared)
            ? declared
            : settings.Compatibility;
        var question = new Question(declaration, own, level, declaration.Attribute.Transports ?? settings.Transports, settings.Today);
        (string, string) key = (compilation.AssemblyName ?? "", @event.MetadataName);
        if (!_answers.TryGetValue(key, out Answer? answer) || !answer.Question.Equals(question))
        {
            Interlocked.Increment(ref _checked);
            ReadFiles read = answer is not null && answer.Question.Files.Equals(own)
                ? answer.Read
                : Read(declaration.EventType, own, texts, cancellationToken);
            answer = AnswerTo(question, read, cancellationToken);
            _answers[key] = answer;
        }

        return new CheckedEvent(@event, settings, own, answer.Verdict, answer.OldPlaces, answer.Read.Unreadable, answer.Read.Problems);
    }

    private static ReadFiles Read(string eventType, EventContractFiles files, ContractTexts texts, CancellationToken cancellationToken)
    {
        ContractHistory? history = texts.HistoryOf(files, cancellationToken);
        return new ReadFiles(
            history, texts.UnreadableOf(files, cancellationToken), [.. ContractFileFindings.Of(eventType, files, history)]);
    }

    private static Answer AnswerTo(Question question, ReadFiles read, CancellationToken cancellationToken)
    {
        if (read.History is not { } history
            || DeclaredCandidate.Of(question.Declaration, question.Level, question.Transports, history) is not { } candidate)
        {
            return new Answer(question, read, null, []);
        }

        EventVerdict verdict = EventVerdict.Of(candidate, history, question.Today);
        return new Answer(
            question,
            read,
            verdict,
            OldPlaces: [.. verdict.Findings.Select(finding => ContractTexts.Locate(finding, question.Files, cancellationToken))]);
    }

    private T Count<T>(T parsed)
    {
        Interlocked.Increment(ref _parsed);
        return parsed;
    }

    private sealed record Question(
        EventDeclaration Declaration, EventContractFiles Files, CompatibilityLevel Level, Transports Transports, DateTime Today);

    private sealed record ReadFiles(
        ContractHistory? History, UnreadableFile? Unreadable, IReadOnlyList<ContractFileProblem> Problems);

    private sealed record Answer(Question Question, ReadFiles Read, EventVerdict? Verdict, IReadOnlyList<Location> OldPlaces);
}
