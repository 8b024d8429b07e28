using System.CommandLine;
using EventSchemas.Hosting;

namespace EventSchemas.Tool;

/// <summary>Which dead letters are meant. All that is given must match. Immutable.</summary>
sealed record LetterFilter
{
    private static readonly Option<string[]> Ids = new("--id")
    {
        Description = "Only this letter: its id as list shows it, or the id of its event; may be given several times.",
        HelpName = "id",
    };

    private static readonly Option<string?> Reason = new("--reason")
    {
        Description = "Only letters whose exception has this name, or whose text contains this.",
        HelpName = "text",
    };

    private static readonly Option<string?> Handler = new("--handler") { Description = "Only letters of this handler.", HelpName = "name" };

    private static readonly Option<string?> EventType = new("--type")
    {
        Description = "Only letters of this event type.",
        HelpName = "event type",
        CompletionSources = { EventTypeCompletion.Find },
    };

    private static readonly Option<string?> From = new("--from")
    {
        Description = "Only letters that were written at this time or later: 2026-11-28T14:00Z, or -15m for a time ago.",
        HelpName = "time",
    };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "Only letters that were written before this time.",
        HelpName = "time",
    };

    private readonly string[] _ids;
    private readonly string? _reason;
    private readonly string? _handler;
    private readonly string? _eventType;
    private readonly DateTimeOffset? _from;
    private readonly DateTimeOffset? _to;

    private LetterFilter(ParseResult result, TimeProvider time)
    {
        _ids = result.GetValue(Ids) ?? [];
        _reason = result.GetValue(Reason);
        _handler = result.GetValue(Handler);
        _eventType = result.GetValue(EventType);
        _from = PositionText.ReadTime(result, From, time);
        _to = PositionText.ReadTime(result, To, time);
    }

    /// <summary>Whether every letter matches.</summary>
    public bool IsEmpty => _ids.Length == 0 && (_reason ?? _handler ?? _eventType) is null && (_from ?? _to) is null;

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[Ids, Reason, Handler, EventType, From, To])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Reads the options.</summary>
    /// <exception cref="ToolException">A time can't be read.</exception>
    public static LetterFilter Read(ParseResult result, TimeProvider time) => new(result, time);

    /// <summary>Whether a letter is meant.</summary>
    public bool Matches(DeadLetter letter) =>
        (_ids.Length == 0 || LetterIds.AnyIsOf(letter, _ids))
        && (_reason is null || HasReason(letter, _reason))
        && (_handler is null || letter.Handler == _handler)
        && (_eventType is null || letter.EventType == _eventType)
        && (_from is null || letter.Written >= _from)
        && (_to is null || letter.Written < _to);

    private static bool HasReason(DeadLetter letter, string reason) =>
        LetterView.ShortName(letter.ExceptionType) == reason
        || letter.ExceptionType == reason
        || letter.Text?.Contains(reason, StringComparison.OrdinalIgnoreCase) == true;
}
