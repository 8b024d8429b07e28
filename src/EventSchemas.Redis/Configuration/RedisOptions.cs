namespace EventSchemas.Redis;

/// <summary>The Redis server and its streams: the subsection <c>Redis</c> of the bus's configuration.</summary>
public sealed class RedisOptions
{
    /// <summary>
    /// The server, as the Python services write it in <c>EVENT_BUS_REDIS_CONNECTION_URL</c>: <c>redis://user:password@host:6379/0</c>,
    /// <c>rediss://</c> for TLS, or <c>unix:///path</c>. User and password are percent-encoded; the database is the path or <c>?db=</c>.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>
    /// Further addresses, as <c>host:port</c>: other nodes of a cluster, or other sentinels where <see cref="SentinelService"/> is set.
    /// None by default.
    /// </summary>
    public IList<string> Endpoints { get; } = [];

    /// <summary>
    /// The name of the primary that sentinels know. Then <see cref="Url"/> and <see cref="Endpoints"/> are addresses of sentinels, and
    /// user, password, TLS and database of the URL are the primary's. None by default.
    /// </summary>
    public string? SentinelService { get; set; }

    /// <summary>
    /// How many entries a stream keeps at least (<c>MAXLEN ~</c>); 10,000 by default, as the Python services have it. Whoever writes to a
    /// stream with the smallest number decides: don't give less than the other services.
    /// </summary>
    public int StreamMaxLength { get; set; } = 10_000;

    /// <summary>
    /// The version of openedx-events whose schemas this service's Open edX events follow, written as <c>sourcelib</c>: integers with dots
    /// between them. By default what the event's package says, for example 11.2.0, or else the version of this library.
    /// </summary>
    public string? SourceLibrary { get; set; }

    /// <summary>
    /// How long the server may take to answer a command; 5 seconds by default. <c>socket_timeout</c> in the URL takes its place.
    /// </summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long connecting may take; 5 seconds by default. <c>socket_connect_timeout</c> in the URL takes its place.
    /// </summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The name of this process among the consumers of its groups; the host's name by default. Give each of two processes on one host a
    /// name of its own: with the same name both would handle the same entries. Keep it across restarts, so that a process first gets
    /// again what it had not settled.
    /// </summary>
    public string? ConsumerName { get; set; }

    /// <summary>How many entries of a stream are read at a time; 100 by default.</summary>
    public int ReadCount { get; set; } = 100;

    /// <summary>
    /// The longest pause between two reads while no entries come; half a second by default. It begins with 10 ms and doubles.
    /// </summary>
    public TimeSpan MaxPollDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Whether the server's notifications end the pause between two reads. The server must be configured to send them:
    /// <c>notify-keyspace-events</c> with <c>K</c> and <c>t</c>. Off by default.
    /// </summary>
    public bool WakeByNotification { get; set; }

    /// <summary>
    /// After how long an entry that another consumer has read and not settled is taken over; one minute by default. A consumer that is
    /// alive renews what it is handling, so that only those of a process that has ended get that old.
    /// </summary>
    public TimeSpan ClaimAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often an entry is delivered at most; 10 by default. One that was delivered so often and never settled is treated as unreadable:
    /// its handler may end the process each time.
    /// </summary>
    public int MaxDeliveries { get; set; } = 10;

    /// <summary>
    /// After how long without a sign of life the name of a consumer that has nothing to settle is removed from the group; one day by
    /// default. Such names are looked for every ten minutes.
    /// </summary>
    public TimeSpan ForgetConsumersAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How full a stream may be of entries that the group hasn't read yet, before the health check warns that the oldest are about to be
    /// deleted; 0.5 by default, which is half of what the stream keeps.
    /// </summary>
    public double LagWarning { get; set; } = 0.5;

    /// <summary>
    /// Whether bytes behind an event are ignored, as the Python services do. Off by default: they mean that the writer has another schema
    /// than the reader, and what was read may be wrong.
    /// </summary>
    public bool AllowSurplus { get; set; }
}
