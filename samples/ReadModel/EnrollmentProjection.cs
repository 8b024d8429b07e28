using EventSchemas;
using EventSchemas.OpenEdx.Learning;

namespace ReadModel;

/// <summary>
/// Keeps the read model up to date. It may get an event again, after a crash or a redrive: the database remembers the id.
/// </summary>
sealed class EnrollmentProjection(EnrollmentDatabase database, HandledCounts counts) : IEventHandler<CourseEnrollmentCreated>
{
    public const string Name = "enrollment-projection";

    public async Task HandleAsync(CourseEnrollmentCreated value, EventContext context, CancellationToken cancellationToken)
    {
        counts.Called();
        bool isNew = await database.StoreAsync(Name, context.Metadata.Id, value.Enrollment, cancellationToken);
        counts.Handled(isNew);
    }
}

/// <summary>What the handler has done since the program started. Safe for concurrent use.</summary>
sealed class HandledCounts
{
    private int _calls;
    private int _stored;
    private int _known;

    /// <summary>How often the handler was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>How many events were new.</summary>
    public int Stored => Volatile.Read(ref _stored);

    /// <summary>How many events were handled before, and changed nothing.</summary>
    public int Known => Volatile.Read(ref _known);

    public void Called() => Interlocked.Increment(ref _calls);

    public void Handled(bool isNew)
    {
        if (isNew)
        {
            Interlocked.Increment(ref _stored);
        }
        else
        {
            Interlocked.Increment(ref _known);
        }
    }
}
