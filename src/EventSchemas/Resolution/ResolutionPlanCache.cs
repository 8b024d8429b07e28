using System.Runtime.CompilerServices;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>The plans of one event, and the reasons why there is none, kept for as long as somebody keeps the writer's schema.</summary>
static class ResolutionPlanCache<TEvent>
    where TEvent : class, IEventContract<TEvent>
{
    private static readonly ConditionalWeakTable<AvroSchema, Entry> Entries = [];

    public static ResolutionPlan Identity { get; } = ResolutionPlan.CreateIdentity(TEvent.Schema);

    /// <exception cref="SchemaResolutionException">What the schema writes can't be read as the event.</exception>
    public static ResolutionPlan Get(AvroSchema writer)
    {
        Entry entry = Entries.GetValue(writer, static schema => new Entry(ResolutionPlan.TryCreate<TEvent>(schema, out IReadOnlyList<AvroIncompatibility> found), found));
        return entry.Plan ?? throw new SchemaResolutionException(TEvent.EventType, entry.Incompatibilities);
    }

    private sealed record Entry(ResolutionPlan? Plan, IReadOnlyList<AvroIncompatibility> Incompatibilities);
}
