using EventSchemas.Hosting;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>A dead letter as people and machines see it. Immutable.</summary>
sealed record LetterView
{
    private const string Mask = "***";

    public required string Id { get; init; }

    public required string Position { get; init; }

    public string? Handler { get; init; }

    public string? EventType { get; init; }

    public string? EventId { get; init; }

    /// <summary>The type of the exception, or of the problem.</summary>
    public string? Reason { get; init; }

    public string? Text { get; init; }

    public long? SchemaId { get; init; }

    public long Attempts { get; init; }

    public long Redrives { get; init; }

    public bool IsQuarantined { get; init; }

    public bool IsWithoutContent { get; init; }

    public string? Topic { get; init; }

    public long? Partition { get; init; }

    public long? Offset { get; init; }

    public string? EntryId { get; init; }

    public DateTimeOffset? FirstFailure { get; init; }

    public DateTimeOffset? LastFailure { get; init; }

    public DateTimeOffset? Written { get; init; }

    public string? Key { get; init; }

    /// <summary>The message; only where one letter is shown.</summary>
    public MessageView? Message { get; init; }

    /// <summary>The view of a letter.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="build">What is personal.</param>
    /// <param name="showsPersonalData">Whether that is shown nevertheless.</param>
    public static LetterView Of(DeadLetter letter, KnownBuild build, bool showsPersonalData) => new()
    {
        Id = letter.Id,
        Position = letter.Position,
        Handler = letter.Handler,
        EventType = letter.EventType,
        EventId = LetterIds.EventIdOf(letter),
        Reason = letter.ExceptionType,
        Text = letter.Text,
        SchemaId = letter.SchemaId,
        Attempts = letter.Attempts,
        Redrives = letter.Redrives,
        IsQuarantined = letter.IsQuarantined,
        IsWithoutContent = letter.IsWithoutContent,
        Topic = letter.Topic,
        Partition = letter.Partition,
        Offset = letter.EntryId is null ? letter.Offset : null,
        EntryId = letter.EntryId,
        FirstFailure = letter.FirstFailure,
        LastFailure = letter.LastFailure,
        Written = letter.Written,
        Key = letter.KeyText is null ? null
            : !showsPersonalData && build.Find(letter.EventType) is { HasPersonalKey: true } ? Mask
            : letter.KeyText,
    };

    /// <summary>The name of a type without its namespace.</summary>
    public static string? ShortName(string? type) => type?[(type.LastIndexOf('.') + 1)..];

    /// <summary>Writes the letter for people.</summary>
    public void Write(ToolEnvironment environment)
    {
        string mark = IsQuarantined ? " [red]quarantined[/]" : "";
        environment.Out.MarkupLine(
            $"[bold]{Markup.Escape(Id)}[/] {Markup.Escape(Printable.Of(EventType ?? "no event type"))}{mark}");
        MessageBlock.WriteFacts(environment, Facts());
        if (Reason is not null)
        {
            string text = Text is null ? "" : $": {Text}";
            environment.Out.MarkupLineInterpolated($"  [yellow]{Printable.Of(ShortName(Reason) + text)}[/]");
        }
    }

    private IEnumerable<string> Facts()
    {
        yield return Handler is { } handler ? $"handler {Printable.Of(handler)}" : "all handlers";
        if (Key is { } key)
        {
            yield return $"key {Printable.Of(key)}";
        }

        if (Topic is { } topic)
        {
            yield return EntryId is { } entry
                ? $"{Printable.Of(topic)} {entry}"
                : FormattableString.Invariant($"{Printable.Of(topic)} [{Partition}] @{Offset}");
        }

        if (Attempts > 0)
        {
            yield return Counted.Of(Attempts, "attempt");
        }

        if (Redrives > 0)
        {
            yield return $"came back {Counted.Of(Redrives, "time")}";
        }

        if (IsWithoutContent)
        {
            yield return "without its content";
        }

        if (LastFailure is { } failed)
        {
            yield return $"failed {MessageBlock.TextOf(failed)}";
        }
    }
}
