using System.Collections.Concurrent;
using System.Text;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// What the outbox of a context type has in common in this process: settings, what is known of its state, and who is woken by a commit.
/// Safe for concurrent use.
/// </summary>
sealed class OutboxRuntime(Type contextType, IServiceProvider services)
{
    private static readonly TimeSpan RoomInterval = TimeSpan.FromMilliseconds(50);

    private readonly Lazy<EventPublisher> _publisher = new(services.GetRequiredService<EventPublisher>);
    private readonly Lazy<OutboxOptions> _options = new(() => services.GetRequiredService<IOptions<OutboxOptions>>().Value);
    private readonly ConcurrentDictionary<(string Database, string Fingerprint), bool> _knownSchemas = new();

    /// <summary>The context type.</summary>
    public Type ContextType { get; } = contextType;

    /// <summary>The settings.</summary>
    public OutboxOptions Options => _options.Value;

    /// <summary>The databases that an outbox can be in.</summary>
    public OutboxDatabases Databases { get; } = services.GetRequiredService<OutboxDatabases>();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = services.GetRequiredService<TimeProvider>();

    /// <summary>For what concerns people.</summary>
    public ILogger Logger { get; } = services.GetRequiredService<ILoggerFactory>().CreateLogger("EventSchemas.EntityFrameworkCore.Outbox");

    /// <summary>What is known of what waits.</summary>
    public OutboxStatus Status { get; } = new();

    /// <summary>Is called with the buckets that a transaction wrote to, when it has committed.</summary>
    public Action<IReadOnlyCollection<int>> Committed { get; set; } = static _ => { };

    /// <summary>Decides whether an event is published, and encodes it.</summary>
    public ValueTask<(UndeliveredEvent? Event, PublishResult? Disabled)> PrepareAsync<TEvent>(
        TEvent value, PublishOptions? options, CancellationToken cancellationToken)
        where TEvent : class, IEventContract<TEvent> => _publisher.Value.PrepareAsync(value, options, cancellationToken);

    /// <summary>Fails if there is no room for an event.</summary>
    /// <exception cref="EventPublishException">The outbox is full, or the event is too large.</exception>
    public void Check(UndeliveredEvent waiting)
    {
        CheckSize(waiting);
        if (Status.IsFull)
        {
            throw Full(waiting);
        }
    }

    /// <summary>Waits for room, where the settings say so.</summary>
    /// <exception cref="EventPublishException">The outbox is full, or the event is too large.</exception>
    public async ValueTask CheckAsync(UndeliveredEvent waiting, CancellationToken cancellationToken)
    {
        CheckSize(waiting);
        long started = Time.GetTimestamp();
        while (Status.IsFull)
        {
            if (Options.WhenFull == FullOutboxPolicy.Fail || Time.GetElapsedTime(started) >= Options.MaxWait)
            {
                throw Full(waiting);
            }

            await Task.Delay(RoomInterval, Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a database is known to have a schema.</summary>
    public bool HasSchema(string database, string fingerprint) => _knownSchemas.ContainsKey((database, fingerprint));

    /// <summary>A database has these schemas, and those no more that are missing: somebody may have deleted them.</summary>
    public void KeepSchemas(string database, HashSet<string> fingerprints)
    {
        foreach ((string Database, string Fingerprint) known in _knownSchemas.Keys)
        {
            if (known.Database == database && !fingerprints.Contains(known.Fingerprint))
            {
                _knownSchemas.TryRemove(known, out _);
            }
        }
    }

    /// <summary>A transaction has committed that added a schema unless it was there.</summary>
    public void AddSchema(string database, string fingerprint) => _knownSchemas[(database, fingerprint)] = true;

    /// <summary>How many bytes an event has.</summary>
    public static int SizeOf(UndeliveredEvent waiting) =>
        (waiting.Value?.Length ?? 0) + (waiting.Key?.Length ?? 0)
        + LengthOf(waiting.Subject, waiting.Metadata?.Source, waiting.Metadata?.SourceHost, waiting.Metadata?.SourceLibrary)
        + waiting.Extensions.Sum(one => LengthOf(one.Key, one.Value));

    /// <summary>Fails if an event is too large.</summary>
    /// <exception cref="EventPublishException">It is.</exception>
    public void CheckSize(UndeliveredEvent waiting)
    {
        int size = SizeOf(waiting);
        if (size > Options.MaxEventBytes)
        {
            throw new EventPublishException(
                waiting.EventType,
                waiting.Id,
                PublishOutcome.NotDelivered,
                PublishFailureReason.TooLarge,
                $"{waiting.EventType} {waiting.Id} has {size} bytes, more than {Setting(nameof(OutboxOptions.MaxEventBytes))}, which is "
                + $"{Options.MaxEventBytes}: the bus wouldn't take it later. Make the event smaller, or raise the limit here and there.");
        }
    }

    private static int LengthOf(params ReadOnlySpan<string?> texts)
    {
        int length = 0;
        foreach (string? text in texts)
        {
            length += Encoding.UTF8.GetByteCount(text ?? "");
        }

        return length;
    }

    private EventPublishException Full(UndeliveredEvent waiting) => new(
        waiting.EventType,
        waiting.Id,
        PublishOutcome.NotDelivered,
        PublishFailureReason.Other,
        $"{waiting.EventType} {waiting.Id} was not published: the outbox of {ContextType.Name} is full. At least "
        + $"{Options.MaxWaiting} events wait ({Setting(nameof(OutboxOptions.MaxWaiting))}). Find out why they aren't sent: the health "
        + "check says it.");

    private string Setting(string key) =>
        services.GetRequiredService<EventBusRegistrations>().PathOf($"{OutboxOptionsValidator.Section}:{key}");
}

/// <summary>What is known of what waits. Safe for concurrent use.</summary>
sealed class OutboxStatus
{
    private volatile OutboxSnapshot _last = OutboxSnapshot.Empty;
    private volatile string? _problem;
    private volatile string? _away;

    /// <summary>Whether as many events wait as may.</summary>
    public bool IsFull => Last.IsFull;

    /// <summary>What was counted last.</summary>
    public OutboxSnapshot Last
    {
        get => _last;
        set => _last = value;
    }

    /// <summary>Why the database can't be used at the moment; null while it can.</summary>
    public string? Problem
    {
        get => _problem;
        set => _problem = value;
    }

    /// <summary>Why the bus takes nothing at the moment; null while it does.</summary>
    public string? Away
    {
        get => _away;
        set => _away = value;
    }
}

/// <summary>What waited at one moment. Immutable.</summary>
/// <param name="Waiting">How many events wait, up to the limit.</param>
/// <param name="IsFull">Whether that is the limit.</param>
/// <param name="SetAside">How many events are set aside.</param>
/// <param name="FirstSetAside">The first of them, as text.</param>
/// <param name="Owned">How many buckets this process has.</param>
/// <param name="Stalled">What is wrong with buckets that make no progress.</param>
sealed record OutboxSnapshot(
    int Waiting, bool IsFull, int SetAside, string? FirstSetAside, int Owned, IReadOnlyList<string> Stalled)
{
    public static OutboxSnapshot Empty { get; } = new(0, IsFull: false, 0, FirstSetAside: null, 0, []);
}
