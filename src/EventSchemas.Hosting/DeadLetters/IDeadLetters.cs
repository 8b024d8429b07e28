namespace EventSchemas.Hosting;

/// <summary>
/// The dead letters of the service's consumer groups. A letter that is redriven goes to the group's retry topic, from where the running
/// service gives it to the handler that failed, and to no other; one that could not be read, to all handlers of its event. Safe for
/// concurrent use; two redrives of one group at the same time, or a redrive and a purge, can give a letter to its handler twice.
/// </summary>
public interface IDeadLetters
{
    /// <summary>
    /// Reads the letters that were not redriven and are not expired, from the oldest to the newest that is there when reading begins.
    /// </summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="ArgumentException">The service has no such group.</exception>
    /// <exception cref="DeadLetterException">The dead-letter topic can't be read; the message says why.</exception>
    IAsyncEnumerable<DeadLetter> ReadAsync(string group, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives letters to the handlers that failed again. A letter that came back <see cref="DeadLetterOptions.MaxRedrives"/> times is in
    /// quarantine and stays.
    /// </summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="filter">Which letters; all by default.</param>
    /// <param name="options">How many letters, how fast, and whether those in quarantine are included.</param>
    /// <param name="cancellationToken">Ends between two letters; those that were redriven stay so.</param>
    /// <exception cref="ArgumentException">The service has no such group, or the rate isn't one.</exception>
    /// <exception cref="DeadLetterException">A topic can't be read or written; the message says why.</exception>
    Task<RedriveResult> RedriveAsync(
        string group,
        Func<DeadLetter, bool>? filter = null,
        RedriveOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes letters for good, so that nothing of their messages is left: because somebody asks to be forgotten, or because they are
    /// expired. Messages of the retry topic that are handled already are removed too.
    /// </summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="filter">
    /// Which letters, for example those with a <see cref="DeadLetter.KeyText"/> and a <see cref="DeadLetter.EventType"/>. It is asked for
    /// every letter that is there, also for those that were redriven or are expired.
    /// </param>
    /// <param name="cancellationToken">
    /// Cancels reading. On Kafka the purge goes on to its end from the first change on; on Redis it ends between two pages of letters, and
    /// those that were removed stay so.
    /// </param>
    /// <exception cref="ArgumentException">The service has no such group.</exception>
    /// <exception cref="DeadLetterException">
    /// The dead-letter topic can't be read or written; the message says why. The purge can be done again.
    /// </exception>
    Task<PurgeResult> PurgeAsync(string group, Func<DeadLetter, bool> filter, CancellationToken cancellationToken = default);
}

/// <summary>What a purge has done. Immutable.</summary>
/// <param name="Purged">How many letters matched. They aren't shown or redriven any more, whatever else has happened.</param>
/// <param name="Rewritten">How many letters stayed and were written again, at the end of their partition.</param>
/// <param name="Problem">
/// Why the messages of these letters are still in a topic, and what to do; null where the transport has deleted them.
/// </param>
public sealed record PurgeResult(int Purged, int Rewritten, string? Problem);

/// <summary>How dead letters are redriven. Immutable.</summary>
public sealed record RedriveOptions
{
    /// <summary>Whether letters in quarantine are redriven too. Off by default.</summary>
    public bool IncludeQuarantine { get; init; }

    /// <summary>How many letters are redriven at most, the oldest first; null, the default, for all.</summary>
    public int? MaxLetters { get; init; }

    /// <summary>How many letters are redriven in a second at most; null, the default, for as many as possible.</summary>
    public double? LettersPerSecond { get; init; }

    /// <summary>Whether a redrive that has sent a number of letters ends.</summary>
    internal bool IsReached(int redriven) => redriven >= MaxLetters;
}

/// <summary>What a redrive has done. Immutable.</summary>
/// <param name="Redriven">How many letters are on their way to their handlers.</param>
/// <param name="Quarantined">How many letters matched and stayed, because they came back too often.</param>
/// <param name="WithoutContent">How many letters matched and stayed, because their message was too large to be kept.</param>
public sealed record RedriveResult(int Redriven, int Quarantined, int WithoutContent);

/// <summary>A message that a group could not handle. Immutable.</summary>
public sealed record DeadLetter
{
    /// <summary>
    /// Where the letter is: topic, partition and offset, as in <c>mail.dead-letter [0] @42</c>, or stream and entry id on Redis.
    /// </summary>
    public required string Position { get; init; }

    /// <summary>
    /// The same within its topic, to name it by: <c>0@42</c> for partition 0 and offset 42, or the entry's id on a transport that has ids.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The handler that could not handle it; null where the message could not be read, which concerns all handlers.</summary>
    public string? Handler { get; init; }

    /// <summary>The event type.</summary>
    public string? EventType { get; init; }

    /// <summary>The type of the handler's last exception, or of what made the message unreadable.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>What the exception says, of bounded length; null where the event has personal data, which could be in there.</summary>
    public string? Text { get; init; }

    /// <summary>The id of the writer's schema, where the message could not be read.</summary>
    public long? SchemaId { get; init; }

    /// <summary>How often the handler was called before it was given up.</summary>
    public long Attempts { get; init; }

    /// <summary>How often the letter came back to the handler before.</summary>
    public long Redrives { get; init; }

    /// <summary>Whether it came back so often that it stays.</summary>
    public bool IsQuarantined { get; init; }

    /// <summary>Whether it is there without the message, which was too large.</summary>
    public bool IsWithoutContent { get; init; }

    /// <summary>The topic that the message was on.</summary>
    public string? Topic { get; init; }

    /// <summary>The partition that the message was on.</summary>
    public long? Partition { get; init; }

    /// <summary>The offset of the message there.</summary>
    public long? Offset { get; init; }

    /// <summary>The message's own id there, on a transport that gives it one, such as Redis; otherwise null.</summary>
    public string? EntryId { get; init; }

    /// <summary>When the handler failed first.</summary>
    public DateTimeOffset? FirstFailure { get; init; }

    /// <summary>When the handler failed last.</summary>
    public DateTimeOffset? LastFailure { get; init; }

    /// <summary>When the letter was written.</summary>
    public DateTimeOffset? Written { get; init; }

    /// <summary>
    /// Whether it is older than <see cref="DeadLetterOptions.Retention"/>. Such a letter is only seen by the filter of a purge.
    /// </summary>
    public bool IsExpired { get; init; }

    /// <summary>Whether it was given to its handler again. Such a letter is only seen by the filter of a purge.</summary>
    public bool IsRedriven { get; init; }

    /// <summary>The message's key as it was on the wire.</summary>
    public ReadOnlyMemory<byte>? Key { get; init; }

    /// <summary>
    /// The message's key as text: a string as it is, a number in digits. Where the service doesn't have the event, its type is that of the
    /// key's schema in the registry, or a string if nobody says it; on Redis it is null then. Null if there is none, or it can't be read.
    /// </summary>
    public string? KeyText { get; init; }

    /// <summary>The message's value as it was on the wire.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }

    /// <summary>The message's own headers.</summary>
    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> Headers { get; init; } = [];
}
