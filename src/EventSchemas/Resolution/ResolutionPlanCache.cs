using System.Runtime.CompilerServices;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>The plans of one event, or the reasons why there is none, kept for as long as the writer's schema is referenced.</summary>
static class ResolutionPlanCache<TEvent>
    where TEvent : class, IEventContract<TEvent>
{
    private static readonly ConditionalWeakTable<AvroSchema, Entry> Entries = [];

    // The most recently used plan: most callers need the same again, and the table costs more than reading a small event.
    private static Entry? _last;

    /// <exception cref="SchemaResolutionException">What the schema writes can't be read as the event.</exception>
    public static ResolutionPlan Get(AvroSchema writer)
    {
        Entry? last = _last;
        if (last is null || !ReferenceEquals(last.Writer, writer))
        {
            _last = last = Entries.GetValue(writer, Entry.Create);
        }

        return last.Plan ?? throw new SchemaResolutionException(TEvent.EventType, last.Incompatibilities);
    }

    private sealed record Entry(AvroSchema Writer, ResolutionPlan? Plan, IReadOnlyList<AvroIncompatibility> Incompatibilities)
    {
        public static Entry Create(AvroSchema writer)
        {
            ResolutionPlan? plan = ResolutionPlan.TryCreate<TEvent>(writer, out IReadOnlyList<AvroIncompatibility> incompatibilities);
            return new Entry(writer, plan, incompatibilities);
        }
    }
}
