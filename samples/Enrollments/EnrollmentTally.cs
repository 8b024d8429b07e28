using System.Collections.Concurrent;
using EventSchemas;
using EventSchemas.OpenEdx.Learning;

namespace Enrollments;

/// <summary>
/// Counts the events that this run has published and handled. An external broker can still hold events of earlier runs; they aren't
/// counted. Safe for concurrent use.
/// </summary>
sealed class EnrollmentTally
{
    private readonly ConcurrentDictionary<Guid, byte> _published = new();
    private readonly ConcurrentDictionary<string, int> _handled = new(StringComparer.Ordinal);
    private int _announcements;

    public int Published => _published.Count;

    public IReadOnlyDictionary<string, int> HandledBy => _handled;

    /// <summary>How many times a handler has handled an event of this run.</summary>
    public int Handlings => _handled.Values.Sum();

    /// <summary>How many events the handlers have published.</summary>
    public int Announcements => _announcements;

    public CourseEnrollmentCreated? Sample { get; private set; }

    public void Publishing(Guid id) => _published.TryAdd(id, 0);

    public void NotPublished(Guid id) => _published.TryRemove(id, out _);

    public void Announced() => Interlocked.Increment(ref _announcements);

    public void Handled(EventContext context, CourseEnrollmentCreated value, int result)
    {
        if (result > 0 && _published.ContainsKey(context.Metadata.Id))
        {
            Sample ??= value;
            _handled.AddOrUpdate(context.Handler, 1, static (_, count) => count + 1);
        }
    }
}
