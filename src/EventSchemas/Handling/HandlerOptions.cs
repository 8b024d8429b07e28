namespace EventSchemas;

/// <summary>What a group does when a handler has failed for good, or fails with a certain exception.</summary>
public enum FailureAction
{
    /// <summary>
    /// The message is copied to the group's dead-letter topic, with the handler's name and the reason, and is settled for the handler.
    /// From there it can be given to that handler again.
    /// </summary>
    DeadLetter,

    /// <summary>The message is settled for the handler, with an error in the log. The handler misses the event.</summary>
    Skip,

    /// <summary>
    /// The partition waits at the message: the handler is called again after a growing delay, without counting attempts, until it succeeds
    /// or, where this is for one exception, fails with another. For a dependency that is down, where every later message would fail too.
    /// </summary>
    Wait,
}

/// <summary>
/// How a handler is called, and what happens when it fails. What isn't set here has the value of the group's settings. Settings of the
/// handler in the configuration override this. Not safe for concurrent use.
/// </summary>
public sealed class HandlerOptions
{
    private readonly List<ExceptionRule> _exceptions = [];

    /// <summary>How often the handler is called for one event at most, 1 or more; <see cref="int.MaxValue"/> is without an end.</summary>
    public int? MaxAttempts { get; private set; }

    /// <summary>The delay before the second attempt. It doubles with each attempt, with jitter.</summary>
    public TimeSpan? InitialDelay { get; private set; }

    /// <summary>The longest delay between two attempts.</summary>
    public TimeSpan? MaxDelay { get; private set; }

    /// <summary>What happens when the last attempt has failed.</summary>
    public FailureAction? AfterRetries { get; private set; }

    /// <summary>Whether the handler doesn't get an event again that it has handled.</summary>
    public bool? DropsDuplicates { get; private set; }

    /// <summary>How many events a handler of batches gets at most.</summary>
    public int? BatchSize { get; private set; }

    /// <summary>How long a handler of batches waits for more events when fewer have arrived.</summary>
    public TimeSpan? BatchWait { get; private set; }

    /// <summary>What happens with certain exceptions instead of another attempt. The first that matches counts.</summary>
    public IReadOnlyList<ExceptionRule> Exceptions => _exceptions;

    /// <summary>Calls the handler up to a number of times.</summary>
    /// <param name="maxAttempts">The number of calls, the first included; 1 or more.</param>
    /// <param name="initialDelay">The delay before the second call; above zero.</param>
    /// <param name="maxDelay">The longest delay; not below the initial one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside of its range.</exception>
    public HandlerOptions Retry(int maxAttempts, TimeSpan? initialDelay = null, TimeSpan? maxDelay = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(initialDelay ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(initialDelay));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDelay ?? TimeSpan.MaxValue, initialDelay ?? TimeSpan.Zero, nameof(maxDelay));
        MaxAttempts = maxAttempts;
        InitialDelay = initialDelay;
        MaxDelay = maxDelay;
        return this;
    }

    /// <summary>
    /// Calls the handler until it succeeds. One event that can't be handled then blocks its partition for this group: the health check
    /// reports it.
    /// </summary>
    /// <param name="initialDelay">The delay before the second call; above zero.</param>
    /// <param name="maxDelay">The longest delay; not below the initial one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside of its range.</exception>
    public HandlerOptions RetryForever(TimeSpan? initialDelay = null, TimeSpan? maxDelay = null) =>
        Retry(int.MaxValue, initialDelay, maxDelay);

    /// <summary>After the last attempt the message becomes a dead letter, which is the default.</summary>
    public HandlerOptions DeadLetter() => Then(FailureAction.DeadLetter);

    /// <summary>After the last attempt the message is skipped for this handler.</summary>
    public HandlerOptions Skip() => Then(FailureAction.Skip);

    /// <summary>Says how large the batches are of a handler that gets several events at a time.</summary>
    /// <param name="maxSize">The number of events at most; 1 or more. 100 by default.</param>
    /// <param name="maxWait">
    /// How long to wait for more events when fewer have arrived; zero by default, so that a batch has those that wait already.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside of its range.</exception>
    public HandlerOptions Batch(int maxSize, TimeSpan? maxWait = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxWait ?? TimeSpan.Zero, TimeSpan.Zero, nameof(maxWait));
        BatchSize = maxSize;
        BatchWait = maxWait;
        return this;
    }

    /// <summary>
    /// The handler doesn't get an event again that it has handled, as far as the application's store of processed events remembers it.
    /// Events are told apart by their id. A dead letter that is given to the handler again passes.
    /// </summary>
    public HandlerOptions DropDuplicates()
    {
        DropsDuplicates = true;
        return this;
    }

    /// <summary>Says what happens with an exception of a type, or one derived from it, instead of another attempt.</summary>
    /// <typeparam name="TException">The type.</typeparam>
    public ExceptionOptions OnException<TException>()
        where TException : Exception => new(this, typeof(TException));

    internal HandlerOptions Add(ExceptionRule rule)
    {
        _exceptions.Add(rule);
        return this;
    }

    private HandlerOptions Then(FailureAction action)
    {
        AfterRetries = action;
        return this;
    }
}

/// <summary>Says what happens with the exceptions of one type; see <see cref="HandlerOptions.OnException{TException}"/>.</summary>
public sealed class ExceptionOptions
{
    private readonly HandlerOptions _handler;
    private readonly Type _type;

    internal ExceptionOptions(HandlerOptions handler, Type type)
    {
        _handler = handler;
        _type = type;
    }

    /// <summary>The message becomes a dead letter at once. For faults of the event itself, which no later attempt mends.</summary>
    public HandlerOptions DeadLetter() => _handler.Add(new ExceptionRule(_type, FailureAction.DeadLetter));

    /// <summary>The message is skipped for this handler at once.</summary>
    public HandlerOptions Skip() => _handler.Add(new ExceptionRule(_type, FailureAction.Skip));

    /// <summary>The partition waits until the handler succeeds; see <see cref="FailureAction.Wait"/>.</summary>
    public HandlerOptions Wait() => _handler.Add(new ExceptionRule(_type, FailureAction.Wait));
}

/// <summary>What happens with exceptions of one type. Immutable.</summary>
/// <param name="ExceptionType">The type; types derived from it are included.</param>
/// <param name="Action">What happens.</param>
public sealed record ExceptionRule(Type ExceptionType, FailureAction Action);
