using System.Collections.Concurrent;
using EventSchemas;
using EventSchemas.OpenEdx.Learning;

namespace Enrollments;

/// <summary>What this run has published and what its handlers have made of it. A broker of yours may hold events of earlier runs: they don't count.</summary>
sealed class EnrollmentTally
{
    private readonly ConcurrentDictionary<Guid, byte> _published = new();
    private readonly ConcurrentDictionary<string, int> _handled = new(StringComparer.Ordinal);
    private int _announcements;

    public int Published => _published.Count;

    public IReadOnlyDictionary<string, int> HandledBy => _handled;

    /// <summary>How often a handler has handled an event of this run.</summary>
    public int Handlings => _handled.Values.Sum();

    /// <summary>How many events of its own the service has published.</summary>
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
