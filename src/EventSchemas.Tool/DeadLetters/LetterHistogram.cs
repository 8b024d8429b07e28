using EventSchemas.Hosting;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Counts dead letters by reason, handler and event type. Not safe for concurrent use.</summary>
sealed class LetterHistogram
{
    // Types are texts from anybody: what is beyond this is counted together.
    private const int MaxKinds = 5_000;

    private readonly Dictionary<(string? Reason, string? Handler, string? EventType), int> _kinds = [];

    /// <summary>All letters.</summary>
    public int Letters { get; private set; }

    /// <summary>Those that came back too often.</summary>
    public int Quarantined { get; private set; }

    /// <summary>Those that are there without their message.</summary>
    public int WithoutContent { get; private set; }

    /// <summary>Counts a letter.</summary>
    public void Add(DeadLetter letter)
    {
        Letters++;
        WithoutContent += letter.IsWithoutContent ? 1 : 0;
        Quarantined += letter is { IsQuarantined: true, IsWithoutContent: false } ? 1 : 0;
        (string?, string?, string?) kind = (letter.ExceptionType, letter.Handler, letter.EventType);
        if (_kinds.TryGetValue(kind, out int count) || _kinds.Count < MaxKinds)
        {
            _kinds[kind] = count + 1;
        }
    }

    /// <summary>The kinds, the largest first.</summary>
    public IReadOnlyList<LetterKind> Kinds =>
    [
        .. _kinds
            .Select(one => new LetterKind(one.Key.Reason, one.Key.Handler, one.Key.EventType, one.Value))
            .OrderByDescending(one => one.Letters)
            .ThenBy(one => one.Reason, StringComparer.Ordinal)
            .ThenBy(one => one.Handler, StringComparer.Ordinal)
            .ThenBy(one => one.EventType, StringComparer.Ordinal),
    ];

    /// <summary>Writes the counts for people.</summary>
    public void Write(ToolEnvironment environment)
    {
        Table table = NarrowTable.Create().AddNumber("letters").AddText("reason").AddText("handler").AddText("event type");
        foreach (LetterKind kind in Kinds)
        {
            table.AddRow(
                new Text(FormattableString.Invariant($"{kind.Letters}")),
                new Text(Printable.Of(LetterView.ShortName(kind.Reason) ?? "-")),
                new Text(Printable.Of(kind.Handler ?? "all")),
                new Text(Printable.Of(kind.EventType ?? "-")));
        }

        environment.Out.Write(table);
    }
}

/// <summary>How many letters of one kind there are. Immutable.</summary>
sealed record LetterKind(string? Reason, string? Handler, string? EventType, int Letters);
