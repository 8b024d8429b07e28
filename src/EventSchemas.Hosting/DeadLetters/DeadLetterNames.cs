namespace EventSchemas.Hosting;

/// <summary>
/// What a dead letter has beside the content of its message, and what it keeps when it comes back: the names of headers, or of what a
/// transport has instead. All begin with <see cref="Prefix"/>; those that a foreign message brings along are dropped.
/// </summary>
static class DeadLetterNames
{
    public const string Prefix = "dead-letter-";
    public const string Group = Prefix + "group";
    public const string Handler = Prefix + "handler";
    public const string EventType = Prefix + "event-type";
    public const string ExceptionType = Prefix + "exception";
    public const string Text = Prefix + "message";
    public const string SchemaId = Prefix + "schema-id";
    public const string Attempts = Prefix + "attempts";
    public const string Redrives = Prefix + "redrives";
    public const string Topic = Prefix + "topic";
    public const string Partition = Prefix + "partition";
    public const string Offset = Prefix + "offset";
    public const string EntryId = Prefix + "entry-id";
    public const string Timestamp = Prefix + "timestamp";
    public const string FirstFailure = Prefix + "first-failure";
    public const string LastFailure = Prefix + "last-failure";

    /// <summary>Says that the letter is there without the content of its message, which was too large.</summary>
    public const string WithoutContent = Prefix + "without-content";

    /// <summary>On a letter's marker: the letter's position, and what became of it.</summary>
    public const string Redriven = Prefix + "redriven";

    /// <summary>On the marker of a purged letter that could not be deleted: the letter's position.</summary>
    public const string Purged = Prefix + "purged";

    /// <summary>On a letter that a purge has written again: the position where it was. That one doesn't count any more.</summary>
    public const string CopyOf = Prefix + "copy-of";

    /// <summary>Why a message on the retry topic is there: <c>redrive</c> or <c>replay</c>.</summary>
    public const string Delivery = Prefix + "delivery";

    /// <summary>On a replayed message: that handlers which drop duplicates get it although they have handled it.</summary>
    public const string IncludesProcessed = Prefix + "includes-processed";

    /// <summary>The value of <see cref="Delivery"/> for a letter that comes back.</summary>
    public const string Redrive = "redrive";

    /// <summary>The value of <see cref="Delivery"/> for a past message that is handled again.</summary>
    public const string Replay = "replay";
}
